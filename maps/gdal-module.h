/* gdal-module.h - what the program and the module that links GDAL say to one another
 *
 * The module knows GDAL and nothing of the program; the program knows this header and nothing of GDAL, and loads the
 * module when the first such file is opened. The module tells what it finds feature by feature; all sentences are the
 * program's.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* The number goes up with every change of what stands here, so that an old module is not taken for a new one. */
#define LB_GDAL_READ_SYMBOL "lb_gdal_read_1"

/* What the module calls, in this order: crs, fields, then begin, cells and rings for each feature. FALSE: stop. */
typedef struct {
  gpointer data;
  void (*crs) (gpointer data, const char *wkt);           /* NULL: the layer has none                        */
  void (*field) (gpointer data, const char *name);        /* once a field                                    */
  gboolean (*begin) (gpointer data);                      /* the next feature; it may get no ring at all     */
  void (*cell) (gpointer data, const char *text);         /* once a field; bytes as the file has them        */
  gboolean (*ring) (gpointer data, const double *xy, guint n_points); /* x0 y0 x1 y1 …, as the file has it   */
} LbGdalSink;

typedef enum {
  LB_GDAL_DONE,
  LB_GDAL_STOPPED,    /* as the sink wished                                        */
  LB_GDAL_UNREADABLE, /* detail: what GDAL says; NULL: it is of no kind it knows   */
  LB_GDAL_BROKEN,     /* feature: the last that was whole; detail: what GDAL says  */
  LB_GDAL_NO_LAYER,   /* detail: the layers there are                              */
  LB_GDAL_NO_POLYGON, /* detail: the layers there are                              */
  LB_GDAL_OTHER_KIND, /* feature; detail: the kind of geometry                     */
} LbGdalVerdict;

typedef struct {
  char *detail; /* to be freed by the caller; may be NULL */
  char *layer;  /* the layer that was read; likewise      */
  guint others; /* further layers with polygons           */
  gint64 feature; /* from 1                               */
} LbGdalOutcome;

/* Reads the layer @layer of @path, or, when it is NULL, the first with polygons. One thread at a time. */
typedef LbGdalVerdict (*LbGdalRead) (const char *path, const char *layer, const LbGdalSink *sink,
                                     LbGdalOutcome *outcome);

/* Workbooks: a symbol of its own, told from older ones in the same way. */
#define LB_GDAL_TABLES_SYMBOL "lb_gdal_tables_1"

/* Rows of the sheets of a workbook, every cell as the text that the file has. One thread at a time. */
typedef struct {
  /* @driver: "XLS" or "ODS". NULL with @detail, to be freed: what GDAL says, or NULL. */
  gpointer (*open) (const char *path, const char *driver, char **detail);
  guint (*count) (gpointer book);
  const char *(*name) (gpointer book, guint sheet);
  gboolean (*choose) (gpointer book, guint sheet, gint64 *n_rows, guint *n_columns, char **detail);
  /* @number from 1 as the spreadsheet counts; cells are borrowed until the next row. FALSE: no more. */
  gboolean (*next) (gpointer book, gint64 *number, const char *const **cells, guint *n);
  void (*close) (gpointer book);
} LbGdalTables;

typedef const LbGdalTables *(*LbGdalGetTables) (void);

G_END_DECLS
