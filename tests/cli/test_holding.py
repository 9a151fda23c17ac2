"""What is read of all cases is no garbage."""

from __future__ import annotations

import gc

from casebook.cli.holding import held


def test_looks_for_no_garbage_among_what_is_held() -> None:
    try:
        with held():
            assert not gc.isenabled()
            kept = [[number] for number in range(1000)]
        assert gc.isenabled()
        assert gc.get_freeze_count() >= len(kept)
        with held():
            assert gc.get_freeze_count() == 0
    finally:
        gc.unfreeze()
