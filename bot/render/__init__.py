"""What the renderers of all platforms share: words cut and cleaned, and how a part is read."""
