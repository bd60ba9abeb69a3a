"""Files: expected, received at an upload address, and shared once they are completed.

Source: https://docs.slack.dev/messaging/working-with-files.
"""

import mimetypes
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from bot.sandbox.errors import ApiError


@dataclass(slots=True)
class File:
    """A file of the bot's; `content` is None until it has been received.

    `length` is in bytes, and `alt` describes a picture.
    """

    id: str
    name: str
    length: int
    alt: str
    title: str
    content: bytes | None = None
    completed: bool = False

    @property
    def media_type(self) -> str:
        """What kind of file it is, by its name, as Slack guesses it too."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def body(self, base_url: str) -> dict[str, Any]:
        """The file as it stands in a message."""
        address = f"{base_url}/files/{self.id}/{quote(self.name, safe='')}"
        body = {
            "id": self.id,
            "name": self.name,
            "title": self.title,
            "mimetype": self.media_type,
            "filetype": self.name.rpartition(".")[2].lower(),
            "size": self.length,
            "url_private": address,
            "url_private_download": address,
        }
        return body | ({"alt_txt": self.alt} if self.alt else {})


class FileBox:
    """Every file, by its id and by the key of the address that it is uploaded to."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._expected: dict[str, File] = {}

    def expect(self, name: str, length: int, alt: str) -> tuple[str, File]:
        """A new file, and the key of its upload address, which is used once."""
        file = File("F" + secrets.token_hex(5).upper(), name, length, alt, title=name)
        key = secrets.token_urlsafe(18)
        self._files[file.id] = self._expected[key] = file
        return key, file

    def receive(self, key: str, content: bytes) -> bool:
        """Take the bytes of an expected file; False where none of that length is expected."""
        file = self._expected.get(key)
        if file is None or file.length != len(content):
            return False
        del self._expected[key]
        file.content = content
        return True

    def uploaded(self, file_id: str) -> File:
        """A file that is received and not yet completed. Raises ApiError file_not_found."""
        file = self._files.get(file_id)
        if file is None or file.content is None or file.completed:
            raise ApiError("file_not_found")
        return file

    def shared(self, file_id: str) -> File | None:
        """A completed file, or None."""
        file = self._files.get(file_id)
        return file if file is not None and file.completed else None
