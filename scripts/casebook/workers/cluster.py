"""Workers of a dask cluster as an executor: the one module that knows dask."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from distributed import Client

_SECONDS: Final = 10
"""For which a scheduler, and a worker of it, are waited for."""


class ClusterError(Exception):
    """The cluster cannot be used; the message says why."""


def worker_count(address: str) -> int:
    """Return how many workers the cluster at `address` (`host:port`) has.

    Raises `ClusterError`, also where dask is not installed here.
    """
    with _connected(address) as client:
        try:
            client.wait_for_workers(1, timeout=_SECONDS)
        except TimeoutError:
            raise ClusterError(
                f"the dask scheduler at {address} has no workers: start some"
            ) from None
        return len(client.scheduler_info(n_workers=-1)["workers"])


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Open the cluster at `address` as an executor; on an error what it does is cancelled."""
    with _connected(address) as client:
        executor: Executor = client.get_executor(pure=False)
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False)
            raise
        executor.shutdown()


def death_of_a_worker() -> type[BaseException]:
    """Return what a cluster raises of a task that its workers died over."""
    from distributed import KilledWorker  # noqa: PLC0415 - an extra, and slow to import

    died: type[BaseException] = KilledWorker
    return died


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        from distributed import Client  # noqa: PLC0415 - as above
    except ImportError as error:
        raise ClusterError("dask is not installed here: pip install 'casebook[dask]'") from error
    try:
        client = Client(f"tcp://{address}", timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"there is no dask scheduler at {address}") from error
    with client:
        yield client
