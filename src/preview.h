/* preview.h - the first rows of a table, as they would be read
 *
 * What a person needs to see before a file is tried: its headings and what each is taken for, a few rows, and how the names look in each
 * encoding that the file may have. Reads the beginning of the file only, where its format allows that. Immutable; any thread.
 */
#pragma once
#include "src/import.h"

G_BEGIN_DECLS

typedef struct {
  const char *name; /* as in text.h; static                                               */
  char *reason;     /* why the program would choose it; NULL: it would not                */
  guint wrong;      /* characters of the first rows that cannot be read so                */
  char *names;      /* some words of the first rows, read so; "" where all is plain ASCII */
} LbPreviewEncoding;

typedef struct {
  const char *kind;     /* static; NULL: not told, and then no field either    */
  char *problem;        /* why nothing can be imported as it stands; NULL      */
  char **header;        /* headings, numbered; NULL for boundaries             */
  char **fields;        /* of each heading, "" for none                        */
  GPtrArray *rows;      /* GStrv: cells of the first rows, what is private in them masked */
  GPtrArray *encodings; /* LbPreviewEncoding; empty where the format tells it  */
  const char *encoding; /* the one read by, static; NULL: not to be chosen     */
} LbPreview;

/* @options: kind, encoding, sheet, maps, maps_only and open are used. @project recalls mappings; NULL: the file holds no ledger, only
 * encodings are looked at. @path NULL: there is no table to look at, and the preview is empty. An error only where the file cannot be opened at all: headings that do not suffice are a problem inside. */
LbPreview *lb_preview_new (LbProject *project, const char *path, const LbImportOptions *options, GError **error);
void       lb_preview_free (LbPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbPreview, lb_preview_free)

G_END_DECLS
