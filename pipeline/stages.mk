# The code and rules that each stage depends on; `python tests/closure.py` writes this file anew.

TEXT_CODE := \
  pipeline/cli.py \
  pipeline/documents.py \
  pipeline/duplicates.py \
  pipeline/files.py \
  pipeline/folder.py \
  pipeline/formats.py \
  pipeline/front_matter.py \
  pipeline/limits.py \
  pipeline/metadata.py \
  pipeline/page_facts.py \
  pipeline/pipe_rows.py \
  pipeline/printed_dates.py \
  pipeline/read_docx.py \
  pipeline/read_html.py \
  pipeline/read_pdf.py \
  pipeline/read_plain.py \
  pipeline/rules/__init__.py \
  pipeline/rules/documents.toml \
  pipeline/rules/words.toml \
  pipeline/stages.py \
  pipeline/workers.py

EXTRACT_CODE := \
  pipeline/amounts.py \
  pipeline/bounds.py \
  pipeline/cli.py \
  pipeline/clock.py \
  pipeline/counted.py \
  pipeline/currencies.py \
  pipeline/digits.py \
  pipeline/edtf.py \
  pipeline/emit.py \
  pipeline/extract.py \
  pipeline/figure.py \
  pipeline/figure_model.py \
  pipeline/files.py \
  pipeline/fractions_spelled.py \
  pipeline/gapping.py \
  pipeline/guards.py \
  pipeline/identifiers.py \
  pipeline/measured.py \
  pipeline/mention.py \
  pipeline/nouns.py \
  pipeline/number_words.py \
  pipeline/numerals.py \
  pipeline/ordinals.py \
  pipeline/periods.py \
  pipeline/plain.py \
  pipeline/ranges.py \
  pipeline/relative.py \
  pipeline/rules/__init__.py \
  pipeline/rules/bounds.toml \
  pipeline/rules/currencies.toml \
  pipeline/rules/identifiers.toml \
  pipeline/rules/nouns.toml \
  pipeline/rules/numbers.toml \
  pipeline/rules/units.toml \
  pipeline/rules/words.toml \
  pipeline/schemas.py \
  pipeline/spelled.py \
  pipeline/stages.py \
  pipeline/tables.py \
  pipeline/time_figures.py \
  pipeline/time_grammar.py \
  pipeline/time_guards.py \
  pipeline/time_match.py \
  pipeline/time_points.py \
  pipeline/time_steps.py \
  pipeline/time_words.py \
  pipeline/units.py \
  pipeline/vague.py

DOCUMENTS_CODE := \
  pipeline/cli.py \
  pipeline/documents.py \
  pipeline/duplicates.py \
  pipeline/files.py \
  pipeline/folder.py \
  pipeline/formats.py \
  pipeline/front_matter.py \
  pipeline/limits.py \
  pipeline/mention.py \
  pipeline/metadata.py \
  pipeline/page_facts.py \
  pipeline/pipe_rows.py \
  pipeline/printed_dates.py \
  pipeline/read_docx.py \
  pipeline/read_html.py \
  pipeline/read_pdf.py \
  pipeline/read_plain.py \
  pipeline/rules/__init__.py \
  pipeline/rules/documents.toml \
  pipeline/rules/words.toml \
  pipeline/schemas.py \
  pipeline/sources.py \
  pipeline/stages.py \
  pipeline/tables.py \
  pipeline/workers.py

NORMALISE_CODE := \
  pipeline/amounts.py \
  pipeline/attach.py \
  pipeline/bounds.py \
  pipeline/cli.py \
  pipeline/clock.py \
  pipeline/counted.py \
  pipeline/currencies.py \
  pipeline/digits.py \
  pipeline/edtf.py \
  pipeline/emit.py \
  pipeline/extract.py \
  pipeline/figure.py \
  pipeline/figure_model.py \
  pipeline/files.py \
  pipeline/fractions_spelled.py \
  pipeline/gapping.py \
  pipeline/guards.py \
  pipeline/headings.py \
  pipeline/identifiers.py \
  pipeline/ids.py \
  pipeline/measured.py \
  pipeline/mention.py \
  pipeline/normalise.py \
  pipeline/nouns.py \
  pipeline/number_words.py \
  pipeline/numerals.py \
  pipeline/ordinals.py \
  pipeline/periods.py \
  pipeline/phrases.py \
  pipeline/plain.py \
  pipeline/ranges.py \
  pipeline/relative.py \
  pipeline/rules/__init__.py \
  pipeline/rules/bounds.toml \
  pipeline/rules/countries.toml \
  pipeline/rules/currencies.toml \
  pipeline/rules/documents.toml \
  pipeline/rules/identifiers.toml \
  pipeline/rules/nouns.toml \
  pipeline/rules/numbers.toml \
  pipeline/rules/units.toml \
  pipeline/rules/words.toml \
  pipeline/schemas.py \
  pipeline/series.py \
  pipeline/spelled.py \
  pipeline/stages.py \
  pipeline/tables.py \
  pipeline/tags.py \
  pipeline/text.py \
  pipeline/time_figures.py \
  pipeline/time_grammar.py \
  pipeline/time_guards.py \
  pipeline/time_match.py \
  pipeline/time_points.py \
  pipeline/time_steps.py \
  pipeline/time_words.py \
  pipeline/units.py \
  pipeline/vague.py

MATCH_CODE := \
  pipeline/candidates.py \
  pipeline/cli.py \
  pipeline/compare.py \
  pipeline/contrasts.py \
  pipeline/conversion.py \
  pipeline/edtf.py \
  pipeline/files.py \
  pipeline/ids.py \
  pipeline/match.py \
  pipeline/mention.py \
  pipeline/movement.py \
  pipeline/profiles.py \
  pipeline/readings.py \
  pipeline/review.py \
  pipeline/rules/__init__.py \
  pipeline/rules/calendar_words.toml \
  pipeline/rules/match_weights.json \
  pipeline/rules/verdicts.toml \
  pipeline/rules/words.toml \
  pipeline/schemas.py \
  pipeline/stages.py \
  pipeline/synonyms.py \
  pipeline/tables.py

RECONCILE_CODE := \
  pipeline/calendar_checks.py \
  pipeline/candidates.py \
  pipeline/checks.py \
  pipeline/cli.py \
  pipeline/compare.py \
  pipeline/contrasts.py \
  pipeline/conversion.py \
  pipeline/discrepancies.py \
  pipeline/edtf.py \
  pipeline/facts.py \
  pipeline/files.py \
  pipeline/ids.py \
  pipeline/independence.py \
  pipeline/match.py \
  pipeline/mention.py \
  pipeline/movement.py \
  pipeline/profiles.py \
  pipeline/questions.py \
  pipeline/readings.py \
  pipeline/reconcile.py \
  pipeline/review.py \
  pipeline/rules/__init__.py \
  pipeline/rules/calendar_words.toml \
  pipeline/rules/match_weights.json \
  pipeline/rules/verdicts.toml \
  pipeline/rules/words.toml \
  pipeline/schemas.py \
  pipeline/stages.py \
  pipeline/sum_checks.py \
  pipeline/synonyms.py \
  pipeline/tables.py \
  pipeline/tags.py \
  pipeline/unit_checks.py

REPORT_CODE := \
  pipeline/book.py \
  pipeline/cli.py \
  pipeline/conversion.py \
  pipeline/edtf.py \
  pipeline/files.py \
  pipeline/mention.py \
  pipeline/passages.py \
  pipeline/plots.py \
  pipeline/report.py \
  pipeline/review.py \
  pipeline/rules/__init__.py \
  pipeline/rules/documents.toml \
  pipeline/rules/words.toml \
  pipeline/schemas.py \
  pipeline/stages.py \
  pipeline/tables.py \
  pipeline/templates/__init__.py \
  pipeline/templates/parts.html.j2 \
  pipeline/templates/project.mk \
  pipeline/templates/report.css \
  pipeline/templates/report.html.j2 \
  pipeline/templates/report.js \
  pipeline/templates/report.md.j2 \
  pipeline/text.py \
  pipeline/view.py \
  pipeline/wording.py

PACKAGE_CODE := \
  pipeline/cli.py \
  pipeline/files.py \
  pipeline/mention.py \
  pipeline/package.py \
  pipeline/schemas.py \
  pipeline/stages.py \
  pipeline/tables.py
