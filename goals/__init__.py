"""What is measured: the programme's goals as pure rules over values. No I/O and no clock."""
