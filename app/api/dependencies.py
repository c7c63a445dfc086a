"""What routes ask for: the toolbox, and transactions that are kept before the answer leaves."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request

from app.domain.ports import Retriever, Storage
from app.services.toolbox import Toolbox


async def toolbox_of(request: Request) -> Toolbox:
    """Return the toolbox that the service was started with; async, since a plain function would cost a thread."""
    toolbox: Toolbox = request.state.toolbox
    return toolbox


ToolboxDep = Annotated[Toolbox, Depends(toolbox_of)]


def _reading(toolbox: ToolboxDep) -> Iterator[Storage]:
    with toolbox.database.reading() as storage:
        yield storage


def _session(toolbox: ToolboxDep) -> Iterator[Storage]:
    with toolbox.database.session() as storage:
        yield storage


# Function scope ends the transaction before the answer is sent, so that a failed commit is never answered with success.
ReadingDep = Annotated[Storage, Depends(_reading, scope="function")]
SessionDep = Annotated[Storage, Depends(_session, scope="function")]


def _retriever(toolbox: ToolboxDep, storage: ReadingDep) -> Retriever:
    return toolbox.retriever_over(storage.search)


RetrieverDep = Annotated[Retriever, Depends(_retriever)]
