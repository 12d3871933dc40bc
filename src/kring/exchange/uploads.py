"""Files on their way in, kept in memory alone: nothing of a family lands on the disk."""

from io import BytesIO
from typing import Any, Final

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_EACH: Final = 2 * 1024**2
MOST_TOGETHER: Final = 10 * 1024**2


class InMemory(FileUploadHandler):
    """Holds what is sent up to the limits; a file past them arrives empty, with its size."""

    together = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.held: list[bytes] = []
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        self.together += len(raw_data)
        if self.size > MOST_EACH or self.together > MOST_TOGETHER:
            self.held.clear()
        else:
            self.held.append(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        return InMemoryUploadedFile(
            file=BytesIO(b"".join(self.held)),
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
