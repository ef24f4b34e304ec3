/* The partial order of the steps of identification: which must be finished before which */
#include "config.h"
#include "src/i18n.h"
#include "src/ini.h"
#include "src/rules-private.h"

#include <string.h>

#define MOST_STEPS 32

struct _LbStepOrder {
  GPtrArray *names;
  guint32 after[MOST_STEPS]; /* bits of the steps that come after each one */
};

void
lb_step_order_free (LbStepOrder *self)
{
  g_ptr_array_unref (self->names);
  g_free (self);
}

guint
lb_step_order_get_n (const LbStepOrder *self)
{
  return self->names->len;
}

const char *
lb_step_order_get_name (const LbStepOrder *self, guint step)
{
  return g_ptr_array_index (self->names, step);
}

int
lb_step_order_find (const LbStepOrder *self, const char *name)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_equal (lb_step_order_get_name (self, i), name))
      return (int) i;
  return -1;
}

gboolean
lb_step_order_precedes (const LbStepOrder *self, guint first, guint second)
{
  return (self->after[first] & 1u << second) != 0;
}

/* "review | data_match" as bits; 0 when a word is missing or there are too many. */
static guint32
read_group (LbStepOrder *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, "|", -1);
  guint32 bits = 0;

  for (char **word = words; *word != NULL; word++) {
    int step = lb_step_order_find (self, g_strstrip (*word));
    if (**word == '\0' || (step < 0 && self->names->len >= MOST_STEPS))
      return 0;
    if (step < 0) {
      step = (int) self->names->len;
      g_ptr_array_add (self->names, g_strdup (*word));
    }
    bits |= 1u << step;
  }
  return bits;
}

static gboolean
read_chain (LbStepOrder *self, const char *text)
{
  g_auto (GStrv) groups = g_strsplit (text, "<", -1);
  guint32 before = 0;

  for (char **group = groups; *group != NULL; group++) {
    guint32 bits = read_group (self, *group);
    if (bits == 0)
      return FALSE;
    for (guint i = 0; i < self->names->len; i++)
      if (before & 1u << i)
        self->after[i] |= bits;
    before = bits;
  }
  return TRUE;
}

/* Warshall: whatever comes after something that comes after @i comes after @i. */
static void
close_order (LbStepOrder *self)
{
  for (guint k = 0; k < self->names->len; k++)
    for (guint i = 0; i < self->names->len; i++)
      if (self->after[i] & 1u << k)
        self->after[i] |= self->after[k];
}

LbStepOrder *
lb_step_order_new (const char *text, const char *path, int line, GError **error)
{
  g_autoptr (LbStepOrder) self = g_new0 (LbStepOrder, 1);
  g_auto (GStrv) chains = g_strsplit (text, ";", -1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  for (char **chain = chains; *chain != NULL; chain++)
    if (!read_chain (self, *chain)) {
      lb_ini_refuse (path, line, error, _ ("an order of steps is written “a < b | c < d”, several with “;” between"));
      return NULL;
    }
  close_order (self);
  for (guint i = 0; i < self->names->len; i++)
    if (lb_step_order_precedes (self, i, i)) {
      lb_ini_refuse (path, line, error, _ ("the order of steps runs in a circle: “%s” comes before itself"),
                     lb_step_order_get_name (self, i));
      return NULL;
    }
  return g_steal_pointer (&self);
}
