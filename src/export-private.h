/* export-private.h - where the rows of a table come from; shared by export.c and export-ledger.c */
#pragma once
#include "src/aliases.h"
#include "src/ledger-kinds.h"
#include "src/project.h"
#include "src/secret.h"
#include "src/sheet.h"

typedef struct {
  LbProject *project;
  LbRegionTree *regions;
  LbAliases *aliases;
  gboolean unmasked;
  const LbSecret *secret; /* opens certificate numbers; NULL: their column stays empty */
} LbExport;

/* (transfer full): the query of a ledger: the region's id or NULL, then one column a field. */
char *lb_export_ledger_sql (const LbLedgerKind *kind);
/* (transfer full): its headings, NULL-terminated. */
char **lb_export_ledger_headings (const LbExport *self, const LbLedgerKind *kind);
/* Writes the cells of the statement's present row. */
gboolean lb_export_ledger_row (const LbExport *self, const LbLedgerKind *kind, sqlite3_stmt *rows, LbSheet *sheet, GError **error);
