"""Tells programs what the site is made of: `sbom.cdx.json` at its top, a bill of materials (CycloneDX).

It names every component with version and licence, and every file with its hash and the components in it. The
same site always has the same bill. People read it on the page of licences (licences_page.py).
"""

import base64
import hashlib
import uuid
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from mkdocs.config.defaults import MkDocsConfig
from packageurl import PackageURL

from overrides.hooks.content.edition import edition_tool
from overrides.hooks.supply_chain import third_party
from overrides.hooks.supply_chain.published import made_of, published
from worksheet_py import __version__

NAME = "sbom.cdx.json"
# What the number of a bill of materials is made from, so that it does not change from build to build.
NUMBERS = uuid.UUID("c3f3a8d4-6d0e-5a27-9d5b-0f6f5a6f8a11")


def write_sbom(config: MkDocsConfig) -> None:
    """Write the bill of materials."""
    site = Path(config.site_dir)
    (site / NAME).write_text(bill_of_materials(site), encoding="utf-8")


def bill_of_materials(site: Path) -> str:
    """Return the bill of materials of a built site."""
    licences = LicenseFactory()
    root = Component(
        name="coproduction-reflection-site", version=__version__, type=ComponentType.APPLICATION,
        description=edition_tool().title, bom_ref="site", licenses=[licences.make_with_id("MIT")],
    )  # fmt: skip
    bom = Bom()
    made = {one.name: as_cyclonedx(one, licences) for one in third_party.components()}
    for one in third_party.components():
        holder = made[one.within] if one.within else None
        (holder.components if holder else bom.components).add(made[one.name])
    # All but the bill itself.
    for name, path in published(site, without=NAME):
        file = served(name, path)
        bom.components.add(file)
        bom.register_dependency(file, [made[one] for one in made_of(name)])
    bom.metadata.component = root
    bom.register_dependency(root, bom.components)
    bom.metadata.timestamp = None  # type: ignore[assignment]  # the same site, the same bill
    bom.serial_number = uuid.uuid5(NUMBERS, "".join(sorted(str(one.bom_ref) for one in bom.components)))
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def as_cyclonedx(one: third_party.Component, licences: LicenseFactory) -> Component:
    """Return a component as programs read it."""
    address = PackageURL(one.kind, *npm_name(one.name), one.version) if one.kind else None
    hashes = [sha512(one.integrity)] if one.integrity else []
    return Component(
        name=one.name, version=one.version or None, type=ComponentType.LIBRARY, purl=address, hashes=hashes,
        licenses=[licences.make_from_string(one.licence)], bom_ref=f"{one.within or 'site'}/{one.name}",
    )  # fmt: skip


def npm_name(name: str) -> tuple[str | None, str]:
    """Return a package's scope and name."""
    scope, _, rest = name.rpartition("/")
    return scope or None, rest


def sha512(integrity: str) -> HashType:
    """Return the hash by which npm has locked a package."""
    raw = base64.b64decode(integrity.removeprefix("sha512-"))
    return HashType(alg=HashAlgorithm.SHA_512, content=raw.hex())


def served(name: str, path: Path) -> Component:
    """Return a file as it is served."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Component(
        name=name, type=ComponentType.FILE, bom_ref=f"file/{name}@{digest[:16]}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )  # fmt: skip
