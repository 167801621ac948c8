"""The command line: one thin command a stage for Make, and the commands for people. Nothing heavy is imported here.

Data goes to stdout, talk to stderr. Exit 0 fine, 1 findings (only when asked for), 2 error.
"""

from __future__ import annotations

import importlib
import sys

import click

from pipeline import __version__

# command -> module that defines it as a click command; imported only when the command is called
COMMANDS = {
    "run": "pipeline.run:run",
    "init": "pipeline.init:init",
    "read": "pipeline.commands:read",
    "compare": "pipeline.pairs:compare",
    "explain": "pipeline.explain:explain",
    "status": "pipeline.status:status",
    "review": "pipeline.review:review",
    "changes": "pipeline.changes:changes",
    "text": "pipeline.stages:text",
    "documents": "pipeline.stages:documents",
    "extract": "pipeline.stages:extract",
    "normalise": "pipeline.stages:normalise",
    "match": "pipeline.stages:match",
    "reconcile": "pipeline.stages:reconcile",
    "report": "pipeline.stages:report",
    "package": "pipeline.stages:package",
    "summary": "pipeline.stages:summary",
    "export": "pipeline.export:export",
    "learn": "pipeline.learn:learn",
    "dictionary": "pipeline.package:data_dictionary",
    "learn-pairs": "pipeline.learn_pairs:learn_pairs",
}


class LazyGroup(click.Group):
    """Knows its commands by name and imports a command's module when it is used, so that `-h` and errors are quick."""

    def list_commands(self, ctx):
        return list(COMMANDS)

    def get_command(self, ctx, name):
        if name not in COMMANDS:
            return None
        module, _, function = COMMANDS[name].partition(":")
        command = getattr(importlib.import_module(module), function)
        if "-h" not in command.context_settings.get("help_option_names", ()):
            # click remembers a command's help option from its first use, which may have been outside of this group
            command.context_settings = {**command.context_settings, "help_option_names": ["-h", "--help"]}
            command._help_option = None
        return command

    def format_commands(self, ctx, formatter):
        rows = []
        for name in self.list_commands(ctx):
            try:
                command = self.get_command(ctx, name)
            except (ImportError, AttributeError):
                continue
            rows.append((name, command.get_short_help_str(limit=90)))
        people = ("run", "init", "read", "compare", "explain", "status", "review", "changes", "export")
        for title, chosen in (("For people", [r for r in rows if r[0] in people]),
                              ("Stages, called by make", [r for r in rows if r[0] not in people])):
            if chosen:
                with formatter.section(title):
                    formatter.write_dl(chosen)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reconcile")
def group():
    """Tells where documents disagree about the numbers, and which number to use.

    Try it in ten seconds: reconcile compare "360 ambassadors were trained" "350 ambassadors were trained"
    """


def main(args=None):
    """Runs a command; bad input ends with its message and exit code 2, never with a traceback."""
    try:
        sys.exit(group.main(args=args, prog_name="reconcile", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        # InputError lives in a module that imports pandas, so it is told by name and not by class here
        if type(error).__name__ in ("InputError", "OSError", "PermissionError", "FileNotFoundError", "IsADirectoryError"):
            click.echo(f"Error: {error}", err=True)
            sys.exit(2)
        raise
