"""Who made the dataset, who answers for it, which time it is of, by which rights it is used."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, Triple

from kgtools.metadata.triples import day, say_of, term
from kgtools.project import Project


def publisher(project: Project) -> NamedNode | BlankNode | None:
    told = project.config.dataset.publisher
    return (told.iri or BlankNode("kgtoolsPublisher")) if told else None


def contact(project: Project) -> BlankNode | None:
    return BlankNode("kgtoolsContact") if project.config.dataset.contact else None


def rights(project: Project) -> BlankNode | None:
    return BlankNode("kgtoolsRights") if project.config.dataset.rights else None


def period(project: Project) -> BlankNode | None:
    return BlankNode("kgtoolsPeriod") if project.config.dataset.temporal else None


def licence(project: Project) -> NamedNode | None:
    return NamedNode(project.config.licence) if project.config.licence else None


def creators(project: Project) -> list[tuple[BlankNode, str]]:
    """The contributors that have a name."""
    names = [each["name"] for each in project.config.contributors if "name" in each]
    return [(BlankNode(f"kgtoolsCreator{number}"), name) for number, name in enumerate(names)]


def people(project: Project) -> Iterator[Triple]:
    """What is said of the nodes above."""
    told = project.config.dataset
    for node, name in creators(project):
        yield from say_of(node, rdf_type=term("foaf:Agent"), foaf_name=name)
    if (agent := publisher(project)) is not None and told.publisher is not None:
        yield from say_of(
            agent,
            rdf_type=term("foaf:Agent"),
            foaf_name=told.publisher.name,
            foaf_homepage=told.publisher.homepage,
            dcterms_type=told.publisher.type,
        )
    if (card := contact(project)) is not None and told.contact is not None:
        mail = told.contact.email
        yield from say_of(
            card,
            rdf_type=term("vcard:Kind"),
            vcard_fn=told.contact.name,
            vcard_hasEmail=NamedNode("mailto:" + mail) if mail else None,
            vcard_hasURL=told.contact.page,
        )
    if (span := period(project)) is not None and told.temporal is not None:
        start, end = told.temporal.start, told.temporal.end
        yield from say_of(
            span,
            rdf_type=term("dcterms:PeriodOfTime"),
            dcat_startDate=day(start) if start is not None else None,
            dcat_endDate=day(end) if end is not None else None,
        )
    if (statement := rights(project)) is not None:
        kind = term("dcterms:RightsStatement")
        yield from say_of(statement, rdf_type=kind, rdfs_label=told.rights)
