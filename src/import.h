/* import.h - a file becomes a batch
 *
 * What every import has in common, whether ledger (src) or boundaries (maps): a batch lands in one transaction
 * or not at all; every rejected row is kept whole with its reason; a batch can be taken back.
 */
#pragma once
#include "src/project.h"
#include "src/repairs.h"
#include "src/row-source.h"
#include "src/secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Progress: called at most twenty times a second from the importing thread. @total 0: not known yet. */
typedef void (*LbProgress) (gint64 done, gint64 total, gpointer data);

typedef struct {
  const char *kind;        /* NULL: guessed from the headers                                          */
  const char *level;       /* boundaries: NULL: from the codes                                        */
  const char *encoding;    /* NULL: decided and explained                                             */
  const char *sheet;       /* boundaries: name of the layer, NULL: the first with polygons; ledgers: name of the sheet, NULL: the one that fits */
  const char *crs;         /* boundaries: "EPSG:4527"; NULL: decided and explained                    */
  const char *code;        /* boundaries: code of the county; NULL: common prefix                     */
  const char *const *maps; /* "field=heading" or NULL, NULL-terminated                                 */
  gboolean maps_only;      /* @maps tells all: a heading that is not in it is not read                 */
  const LbRepairs *repairs; /* ledgers: cells corrected by hand; NULL: none                            */
  gboolean dry_run;        /* everything but the commit                                               */
  gboolean again;          /* accept a file whose SHA-256 was imported before                         */
  const LbSecret *secret;  /* ledgers: seals certificate numbers; NULL: they are hashed and not kept  */
  LbRowSourceOpen open;    /* ledgers: reads the file; NULL: as CSV                                  */
  GCancellable *cancellable;
  LbProgress progress;
  gpointer progress_data;
} LbImportOptions;

typedef struct {
  gint64 row;
  char *column;      /* "" when the row as a whole is meant */
  char *value;
  char *reason;
  const char *code;  /* shape, value, order, region, household, duplicate; NULL: not told; static */
  char **candidates; /* NULL-terminated, may be empty       */
  char **cells;      /* the row as read                     */
} LbReject;

typedef struct {
  gint64 batch;            /* 0 in a dry run               */
  char *file;              /* name without folder          */
  char *sha256;
  char *sheet;             /* NULL: the file has no sheets */
  char *kind;
  char *level;             /* NULL for ledgers             */
  char *encoding;
  char *encoding_reason;
  char *crs;               /* NULL for ledgers             */
  gint64 rows, accepted, rejected;
  char **header;           /* headings of the rejects' cells */
  char **fields;           /* ledgers: what each heading is read as, "" for nothing; NULL for boundaries */
  int certificate_column;  /* kept masked where the project keeps a rejected row; -1: none */
  GPtrArray *rejects;      /* LbReject                     */
  GPtrArray *notices;      /* char *: what was repaired or decided, one sentence each */
} LbImportResult;

LbImportResult *lb_import_result_new (const char *path, const char *kind);
void            lb_import_result_free (LbImportResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbImportResult, lb_import_result_free)

/* Adds a reject; the arrays are copied. @candidates may be NULL. Returns it, borrowed, so that its code can be set. */
LbReject *lb_import_result_reject (LbImportResult *self, gint64 row, const char *column, const char *value,
                                   const char *const *candidates, const char *const *cells, const char *reason);

/* Writes every rejected row whole, with "row" and "reason" in front, as CSV to @target (csv.h). The file can be mended
 * and imported again. */
gboolean lb_import_write_rejects (const LbImportResult *self, const char *target, GError **error);
/* (transfer full): the object of "import --json" in cli.md. */
char    *lb_import_to_json (const LbImportResult *self);
/* Prints it on standard output, with a line break. */
void     lb_import_print_json (const LbImportResult *self);

/* SHA-256 of a whole file, hexadecimal. */
char *lb_import_sha256 (const char *path, GError **error);

/* Inside the caller's transaction: refuses a file already imported (LB_ERROR_EXISTS, unless again, or unless its SHA-256
 * is not known yet), and writes the batch row so that imported rows can name it; result->batch is set. */
gboolean lb_import_open_batch (LbProject *project, LbImportResult *result, const LbImportOptions *options,
                               GError **error);
/* The same for a batch that was opened before its file's SHA-256 was known. */
gboolean lb_import_identify_batch (LbProject *project, LbImportResult *result, const LbImportOptions *options,
                                   GError **error);
/* Inside the same transaction, at its end: final counts, rejects, journal, data version. */
gboolean lb_import_close_batch (LbProject *project, LbImportResult *result, GError **error);

/* Remembers the row as it is before a batch changes it. To be called before the UPDATE. */
gboolean lb_import_keep_before (LbProject *project, gint64 batch, const char *table, gint64 row_id,
                                GError **error);

/* (transfer full): the statement behind it, ?1 the batch and ?2 the row's id, for who keeps many rows of one table. */
char *lb_import_make_keep_sql (LbProject *project, const char *table, GError **error);

/* Takes back one batch in one transaction: rows it added go, rows it changed get their former contents.
 * LB_ERROR_NOT_FOUND for no such batch or one undone before; LB_ERROR_PROJECT with the batches to undo first when
 * later ones build on it; G_IO_ERROR_CANCELLED, and then nothing has changed. */
gboolean lb_import_undo (LbProject *project, gint64 batch, GCancellable *cancellable, GError **error);

/* Ledgers. The steps read → map columns → normalise → validate → match → stage → commit, none to be
 * skipped. Any thread that owns @project. Returns NULL only when the file as a whole cannot be used, and then nothing
 * changed; rejected rows are in the result. */
LbImportResult *lb_ledger_import (LbProject *project, const char *path, const LbImportOptions *options,
                                  GError **error);
/* The word for the kind of ledger that lb_ledger_import() would take @path for; only its headings are read. NULL with what that
 * would say. */
const char *lb_ledger_peek (LbProject *project, const char *path, const LbImportOptions *options, GError **error);

G_END_DECLS
