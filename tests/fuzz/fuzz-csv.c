/* CSV reader, headings, and the readers of all values, on any bytes. The first byte chooses encoding and kind. */
#include "src/csv.h"
#include "src/mapping.h"
#include "src/text.h"
#include "src/values.h"
#include "tests/fuzz/aliases.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_cell (const LbMapping *mapping, guint field, const char *cell)
{
  g_autofree char *copy = g_strdup (cell);
  LbValue value = {0};

  lb_text_normalise_in_place (copy);
  g_assert_true (g_utf8_validate (copy, -1, NULL));
  g_autofree char *reason =
    lb_value_read (&mapping->kind->fields[field], fuzz_aliases (), mapping->headings[mapping->columns[field]], copy, &value);
  if (reason == NULL && value.set && mapping->kind->fields[field].type == LB_VALUE_DATE)
    g_assert_true (strlen (value.text) == 7 || strlen (value.text) == 10);
  lb_value_clear (&value);
}

static void
read_row (const LbMapping *mapping, const LbRow *row)
{
  for (guint i = 0; i < mapping->kind->n_fields; i++)
    if (mapping->columns[i] >= 0 && (guint) mapping->columns[i] < row->n)
      read_cell (mapping, i, row->cells[mapping->columns[i]]);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const encodings[] = {NULL, "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};
  g_autoptr (LbMapping) mapping = NULL;
  LbRow row;

  if (size < 2)
    return 0;
  guint choice = data[0], kind = choice / 8 % (LB_N_LEDGERS + 1);
  const LbMappingWish wish = {fuzz_aliases (), kind < LB_N_LEDGERS ? &lb_ledger_kinds[kind] : NULL, NULL};
  g_autoptr (LbCsvReader) reader = lb_csv_reader_new ("fuzz.csv", (const char *) data + 1, size - 1,
                                                      encodings[choice % G_N_ELEMENTS (encodings)], NULL);
  while (reader != NULL && lb_csv_reader_next (reader, &row, NULL)) {
    for (guint i = 0; i < row.n; i++)
      g_assert_true (g_utf8_validate (row.cells[i], -1, NULL));
    if (mapping != NULL)
      read_row (mapping, &row);
    else
      mapping = lb_mapping_new (&wish, "fuzz.csv", row.cells, row.n, NULL);
  }
  return 0;
}
