/* A project with a small county in a temporary folder, for the tests of the ledgers */
#pragma once
#include "src/import.h"

typedef struct {
  char *dir;
  char *path;
  LbProject *project;
} LedgerFixture;

void ledger_set_up (LedgerFixture *fixture, gconstpointer data);
void ledger_tear_down (LedgerFixture *fixture, gconstpointer data);

/* (transfer full): path of a new file in the fixture's folder. @length -1: a text. */
char *ledger_write (LedgerFixture *fixture, const char *name, const char *bytes, gssize length);

/* Imports @text as a file called @name. NULL with @error. */
LbImportResult *ledger_import (LedgerFixture *fixture, const char *name, const char *text, const char *kind,
                               GError **error);
/* The same, which must succeed; the counts are checked. */
LbImportResult *ledger_take (LedgerFixture *fixture, const char *name, const char *text, gint64 accepted, gint64 rejected);

/* (transfer full): every row of every ledger table as text, to compare. */
char *ledger_dump (LbProject *project);
gint64 ledger_count (LedgerFixture *fixture, const char *sql);
char  *ledger_text (LedgerFixture *fixture, const char *sql); /* transfer full */

/* Three households in 东山村 and 西坪村. */
extern const char ledger_households[];
extern const char ledger_cases[];
extern const char ledger_measures[];
