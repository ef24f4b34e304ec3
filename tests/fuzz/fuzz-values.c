/* One cell for each field of each ledger: the first two bytes choose the field, the rest is what stands in the cell. What is
 * understood must be what is stored: valid text, a day or a month, a number within the field's limits. */
#include "src/text.h"
#include "src/values.h"
#include "tests/fuzz/aliases.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_value (const LbField *field, const LbValue *value)
{
  if (field->type == LB_VALUE_COUNT || field->type == LB_VALUE_MONEY)
    g_assert_true (value->number >= field->min && value->number <= field->max);
  else if (field->type == LB_VALUE_YES_NO)
    g_assert_true (value->number == 0 || value->number == 1);
  else if (field->type == LB_VALUE_DATE)
    g_assert_true (strlen (value->text) == 7 || strlen (value->text) == 10);
  else if (field->type == LB_VALUE_TEXT || field->type == LB_VALUE_NUMBER)
    g_assert_true (*value->text != '\0' && g_utf8_validate (value->text, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size < 2)
    return 0;
  const LbLedgerKind *kind = &lb_ledger_kinds[data[0] % LB_N_LEDGERS];
  const LbField *field = &kind->fields[data[1] % kind->n_fields];
  g_autofree char *cell = lb_text_decode ((const char *) data + 2, (gssize) size - 2, "UTF-8", NULL);
  LbValue value = {0};

  gsize length = lb_text_normalise_in_place (cell);
  g_assert_cmpuint (length, ==, strlen (cell));
  g_autofree char *again = lb_text_normalise (cell);
  g_assert_cmpstr (again, ==, cell);
  g_autofree char *reason = lb_value_read (field, fuzz_aliases (), "列", cell, &value);
  g_assert_true (reason == NULL || g_utf8_validate (reason, -1, NULL));
  if (reason == NULL && value.set)
    check_value (field, &value);
  lb_value_clear (&value);
  return 0;
}
