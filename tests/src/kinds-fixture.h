/* kinds-fixture.h - a small ledger of every kind that the first seven do not hold, in an order in which they go in */
#pragma once
#include <glib.h>

typedef struct {
  const char *kind, *file, *text;
  gint64 rows;
} KindSample;

extern const KindSample kind_samples[];
extern const guint n_kind_samples;
