/* Rule files on any bytes: lines, versions, numbers with units, the order of steps. */
#include "src/date.h"
#include "src/error.h"
#include "src/rules-private.h"

#include <math.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_order (const LbRuleLayer *layer, const LbRuleValue *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbStepOrder) order = lb_step_order_new (value->text, layer->path, value->line, &error);

  g_assert_true ((order != NULL) == (error == NULL));
  for (guint a = 0; order != NULL && a < lb_step_order_get_n (order); a++)
    for (guint b = 0; b < lb_step_order_get_n (order); b++) /* nothing comes before and after the same step */
      g_assert_false (lb_step_order_precedes (order, a, b) && lb_step_order_precedes (order, b, a));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbRuleLayer) layer = lb_rule_layer_parse ("fuzz.ini", text, strlen (text), &error);

  if (layer == NULL) {
    g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
  for (guint i = 0; layer != NULL && i < layer->values->len; i++) {
    const LbRuleValue *value = g_ptr_array_index (layer->values, i);
    g_assert_true (value->from <= value->until && value->list[0] != NULL);
    g_assert_true (isnan (value->number) || isfinite (value->number));
    if (g_str_equal (value->key, "steps.order"))
      read_order (layer, value);
  }
  return 0;
}
