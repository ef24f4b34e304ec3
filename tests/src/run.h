/* run.h - runs the program as a person would, and keeps what it printed */
#pragma once
#include <glib.h>

typedef struct {
  int status;
  char *out;
  char *err;
} Run;

/* Runs $LOOKBACK with the words up to NULL. */
Run *run_program (const char *first, ...) G_GNUC_NULL_TERMINATED;
void run_free (Run *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)
