"""Who owns a case study."""

from __future__ import annotations

from typing import Literal

from casebook.schema import Metadata
from casebook.schema.schools import Support

Owner = Literal["joint", "qef"]

QEF_PROGRAMME = "qef-thematic-network"


def owner_of(support: Support) -> Owner:
    """Return who owns material of this support service.

    The Quality Education Fund owns it if and only if the service is under the QEF Thematic
    Network; in every other case the EDB and the schools own it jointly (EDB, General Information
    and Points to Note for School-based Support Services, "Learning Communities" Mode). The
    network is a programme, not a mode: how the service was delivered does not matter.
    """
    return "qef" if support.programme == QEF_PROGRAMME else "joint"


def owner_ids(metadata: Metadata) -> tuple[str, ...]:
    """Return the id of every owner in the order of the notice: `edb` and the schools', or `qef`."""
    if owner_of(metadata.support) == "qef":
        return ("qef",)
    return ("edb", *(school.id for school in metadata.schools))
