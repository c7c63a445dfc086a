"""Files that callers send, raw or as a form, set down on disk once they are larger than a little."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.message import Message
from tempfile import SpooledTemporaryFile
from typing import Annotated, BinaryIO, cast

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

KEPT_IN_MEMORY = 1024 * 1024
FORM = "multipart/form-data"
_FIELD = "file"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file at its beginning, with what was said about it."""

    file: BinaryIO
    media_type: str
    name: str


async def _upload(request: Request) -> AsyncIterator[Upload]:
    announced = Message()
    announced["content-type"] = request.headers.get("content-type", "")
    media_type = announced.get_content_type() if announced["content-type"] else ""
    if media_type == FORM:
        async with request.form(max_files=1, max_fields=0) as form:
            yield _sent_as(form.get(_FIELD))
        return
    with SpooledTemporaryFile(KEPT_IN_MEMORY) as file:
        async for part in request.stream():
            await run_in_threadpool(file.write, part)
        file.seek(0)
        yield Upload(cast("BinaryIO", file), media_type, "")


def _sent_as(part: object) -> Upload:
    if not isinstance(part, UploadFile):
        raise HTTPException(422, f"Send the file as the part {_FIELD!r} of the form.")
    return Upload(part.file, (part.content_type or "").partition(";")[0].strip(), part.filename or "")


UploadDep = Annotated[Upload, Depends(_upload, scope="function")]
