/* rules-private.h - one layer of a rule set and the order of its steps, for the files of rules.h and their fuzzer */
#pragma once
#include "src/rules.h"

G_BEGIN_DECLS

/* A file as it is written, or a project's overrides: nothing inherited yet. */
typedef struct {
  char *name;   /* "weixi"; "project"      */
  char *path;   /* for messages            */
  char *title_zh, *title_en, *basis, *base;
  gint32 from, until;
  GPtrArray *values; /* LbRuleValue, in the file's order */
  GStringChunk *texts;
} LbRuleLayer;

LbRuleLayer *lb_rule_layer_new (const char *name, const char *path);
void         lb_rule_layer_free (LbRuleLayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbRuleLayer, lb_rule_layer_free)

LbRuleLayer *lb_rule_layer_load (const char *path, GError **error);
/* The same over a text in memory, which is cut up. For the fuzzer. */
LbRuleLayer *lb_rule_layer_parse (const char *path, char *text, gsize length, GError **error);
/* One value of the layer; LB_ERROR_INPUT when its words are wrong or it overlaps an earlier version. @key "section.key". */
gboolean lb_rule_layer_add (LbRuleLayer *self, const char *key, const char *text, const char *source, gint32 from,
                            gint32 until, int line, GError **error);

/* Partial order of steps from "a < b | c < d; …", closed. NULL with LB_ERROR_INPUT when it runs in a circle. */
typedef struct _LbStepOrder LbStepOrder;
LbStepOrder *lb_step_order_new (const char *text, const char *path, int line, GError **error);
void         lb_step_order_free (LbStepOrder *self);
guint        lb_step_order_get_n (const LbStepOrder *self);
const char  *lb_step_order_get_name (const LbStepOrder *self, guint step);
gboolean     lb_step_order_precedes (const LbStepOrder *self, guint first, guint second);
int          lb_step_order_find (const LbStepOrder *self, const char *name); /* -1: not in the order */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbStepOrder, lb_step_order_free)

/* The order that a version of steps.order states. Borrowed; NULL for any other value. */
const LbStepOrder *lb_rules_get_order (const LbRules *self, const LbRuleValue *value);

G_END_DECLS
