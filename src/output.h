/* output.h - a file is written beside its target and renamed
 *
 * A reader never sees half a file, and a failure leaves what was there before. Use it for every file
 * the program writes for a person: CSV, PNG, SVG, PDF, rejects. A target that is a device or a pipe is written to as
 * it is and never replaced.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct _LbOutput LbOutput;

/* Prepares to write @target. Returns NULL with LB_ERROR_FILE when its folder does not exist or may
 * not be written, before any work is done. One thread at a time. */
LbOutput *lb_output_new (const char *target, GError **error);

/* The temporary path to write to; owned by @self. */
const char *lb_output_get_path (const LbOutput *self);

/* Flushes the temporary file to disk and renames it over the target. On failure the target is as it
 * was. To be called once. */
gboolean lb_output_commit (LbOutput *self, GError **error);

/* Frees @self; removes the temporary file when it was not committed. */
void lb_output_free (LbOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbOutput, lb_output_free)

/* Writes @length bytes as a whole file in one call. @target "-" is standard output. */
gboolean lb_output_write (const char *target, const char *bytes, gssize length, GError **error);

G_END_DECLS
