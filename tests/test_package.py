"""The datapackage describes what lies beside it, from the schemas alone, and a validator accepts it."""

import hashlib
import json
from pathlib import Path

import pytest
import report_fixture as fixture

from pipeline import package, schemas, tables

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("output")
    found = fixture.corpus()
    for table in schemas.PUBLISHED:
        tables.write(table, found[table], path / f"{table}.csv")
    described = package.describe(path, found["sources"])
    (path / "datapackage.json").write_text(package.dumps(described), encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="module")
def described(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_a_validator_accepts_the_package_and_every_row(folder):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "title", "rowNumber", "fieldName", "note"]) == [] and report.valid
    assert len(report.tasks) == len(schemas.PUBLISHED)


def test_a_validator_accepts_a_date_without_its_year(folder, tmp_path):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    claims = tables.read("claims", folder / "claims.csv")
    claims.loc[0, ["kind", "value", "low", "high"]] = ["date", "--08-18", "", ""]
    tables.write("claims", claims, tmp_path / "claims.csv")
    assert "'--08-18" in (tmp_path / "claims.csv").read_text(encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(
        package.build(tmp_path, fixture.corpus()["sources"])["datapackage.json"], encoding="utf-8"
    )
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid


@pytest.mark.parametrize(
    ("table", "column", "value", "error"),
    [
        ("claims", "kind", "guess", "constraint-error"),
        ("claims", "fact_id", "f-000000000000", "foreign-key"),
        ("facts", "n_claims", "many", "type-error"),
        ("claims", "source_id", "nobody", "foreign-key"),
    ],
)
def test_a_validator_sees_a_broken_table(folder, tmp_path, table, column, value, error):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    data = tables.read(table, folder / f"{table}.csv").astype(str)
    data.loc[0, column] = value
    data.to_csv(tmp_path / f"{table}.csv", index=False, lineterminator="\n")
    described = package.describe(tmp_path, fixture.corpus()["sources"])
    (tmp_path / "datapackage.json").write_text(package.dumps(described), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert error in {found for (found,) in report.flatten(["type"])}


def test_every_table_is_described_with_size_and_digest(folder, described):
    assert [r["name"] for r in described["resources"]] == list(schemas.PUBLISHED)
    for resource in described["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), "sha256:" + hashlib.sha256(data).hexdigest())
        header = data.decode().split("\n", 1)[0].split(",")
        assert [f["name"] for f in resource["schema"]["fields"]] == header
        assert all(f["description"] for f in resource["schema"]["fields"])


def test_keys_and_references_are_those_of_the_schemas(described):
    found = {r["name"]: r["schema"] for r in described["resources"]}
    assert found["claims"]["primaryKey"] == ["claim_id"]
    references = {
        (k["fields"][0], k["reference"]["resource"], k["reference"]["fields"][0])
        for k in found["claims"]["foreignKeys"]
    }
    assert references == {
        ("source_id", "sources", "source_id"),
        ("part_of", "", "claim_id"),
        ("fact_id", "facts", "fact_id"),
    }


def test_sources_are_named_and_only_web_addresses_are_paths(described):
    assert {"title": "Canada’s engagement in Mali", "path": "https://example.org/mali?lang=eng"} in described["sources"]
    found = fixture.rows()
    found["sources"][0]["url"] = "javascript:alert(1)"
    assert "javascript" not in package.dumps(package.describe("nowhere", fixture.frames(found)["sources"]))


def test_the_same_tables_are_described_by_the_same_bytes(folder, described):
    assert package.dumps(package.describe(folder, fixture.corpus()["sources"].iloc[::-1])) == package.dumps(described)


def test_croissant_says_the_same(described):
    made = package.croissant(described)
    assert {f["@id"] for f in made["distribution"]} == {f"{name}.csv" for name in schemas.PUBLISHED}
    fields = {f["@id"]: f for r in made["recordSet"] for f in r["field"]}
    assert len(fields) == sum(len(r["schema"]["fields"]) for r in described["resources"])
    assert all(
        r["key"] == [{"@id": f"{r['@id']}/{name}"} for name in schemas.keys(r["@id"])] for r in made["recordSet"]
    )


def test_the_data_dictionary_in_the_docs_is_that_of_the_schemas():
    assert (DOCS / "data-dictionary.md").read_text(encoding="utf-8") == package.dictionary(), (
        "run: reconcile dictionary -o docs/data-dictionary.md"
    )


def test_the_data_dictionary_names_every_column_of_every_table():
    text = package.dictionary()
    for table in schemas.TABLES:
        section = text.split(f"\n## {table}\n")[1].split("\n## ")[0]
        assert all(f"| `{column}`" in section for column in schemas.columns(table))
