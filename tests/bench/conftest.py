"""`make bench` prints its tables; with --write they also go to docs/."""


def pytest_addoption(parser):
    parser.addoption("--write", action="store_true", help="write the tables to docs/bench-*.md")
    parser.addoption("--documents", default="", help="numbers of documents to measure, separated by commas")
