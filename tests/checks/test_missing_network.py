"""A case of the QEF Thematic Network names its network, and no other case does."""

from __future__ import annotations

from tests.checks.conftest import Found

SERVICE = "  service: Curriculum leaders, P6\n"
QEF = {"owner: joint": "owner: qef"}


def test_accepts_a_network_with_its_programme(found: Found) -> None:
    named = "  programme: qef-thematic-network\n  network: Reading\n"
    assert found({SERVICE: named, **QEF}) == []


def test_asks_for_the_name_of_the_network(found: Found) -> None:
    assert found({SERVICE: "  programme: qef-thematic-network\n", **QEF}) == [
        (
            "index.md:11:14 error[missing-network] "
            "the programme is qef-thematic-network, but the network is not named"
        )
    ]


def test_refuses_a_network_without_the_programme(found: Found) -> None:
    assert found({SERVICE: "  network: Reading\n"}) == [
        (
            'index.md:11:12 error[unexpected-network] "Reading" is named as a network, '
            "but the programme is not qef-thematic-network"
        )
    ]


def test_refuses_a_network_with_another_programme(found: Found) -> None:
    (message,) = found({SERVICE: "  programme: centres-of-excellence\n  network: Reading\n"})
    assert message.startswith("index.md:12:12 error[unexpected-network] ")
