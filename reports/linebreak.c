#include "config.h"
#include "reports/linebreak.h"

#include <math.h>
#include <string.h>

/* What keeps together: one Chinese character, two marks that meet, one number with its percent sign. Widths are in
 * cells: a cell is an em of the page's grid. */
typedef struct {
  guint first, n;   /* characters                                       */
  double width;
  double shrink;    /* how much of it a mark may give up inside a line  */
  gboolean latin;
  gboolean space;   /* a space stood before it                          */
  gboolean glued;   /* to the atom before it: no line may end between   */
  gboolean close;   /* …and no room may open between                    */
} Atom;

typedef struct {
  LbFonts *fonts;
  const LbMeasure *measure;
  double cell_mm, em_cells; /* width of a cell; of an em in cells */
  GArray *chars;            /* gunichar     */
  GArray *glyphs;           /* LbGlyph      */
  GArray *atoms;
  double *before;           /* width of the atoms before each, and of all; (array length=atoms+1) */
} Breaker;

#define SPACE       0.25
/* What a mark with half a cell of ink gives up: at the end of a line all of its empty half, inside a line less. */
#define END_SHRINK  0.5
#define MARK_SHRINK 0.35
/* Room between characters beyond which a line is left short. */
#define WIDEST_GAP  0.5

static const char closing[] = "，。、；：！？）》〉】〕』」”’…—·～％%‰℃";
static const char opening[] = "（《〈【〔『「“‘";
/* Full-width marks whose ink fills only the left or the right half of their cell, so that two share one. */
static const char left_half[] = "，。、；：）》〉】〕』」”’";
static const char units[] = "户人条个年月日天次件项村镇名位岁元万亿号时分周季度倍里平公";

static gboolean
is_one_of (const char *set, gunichar c)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

gboolean
lb_forbids_start (gunichar c)
{
  return is_one_of (closing, c);
}

gboolean
lb_forbids_end (gunichar c)
{
  return is_one_of (opening, c);
}

static gboolean
is_latin (gunichar c)
{
  return c > ' ' && c < 0x250 && c != 0xB7;
}

static gunichar
char_at (const Breaker *self, guint i)
{
  return i < self->chars->len ? g_array_index (self->chars, gunichar, i) : 0;
}

static const Atom *
atom_at (const Breaker *self, guint i)
{
  return &g_array_index (self->atoms, Atom, i);
}

static gunichar
first_of (const Breaker *self, guint i)
{
  return i < self->atoms->len ? char_at (self, atom_at (self, i)->first) : 0;
}

static gunichar
last_of (const Breaker *self, guint i)
{
  const Atom *atom = atom_at (self, i);
  return char_at (self, atom->first + atom->n - 1);
}

static gboolean
is_number (const Breaker *self, guint i)
{
  return i < self->atoms->len && atom_at (self, i)->latin && g_ascii_isdigit ((char) MIN (first_of (self, i), 127));
}

static void
read_spans (Breaker *self, const GPtrArray *spans)
{
  for (guint i = 0; i < spans->len; i++) {
    const LbSpan *span = g_ptr_array_index (spans, i);
    for (const char *p = span->text; *p != '\0'; p = g_utf8_next_char (p)) {
      gunichar c = g_utf8_get_char (p);
      if (c == '\v' || c == '\n')
        continue;
      LbGlyph glyph = {span->role, 0, 0};
      if (c != ' ')
        glyph = lb_fonts_find (self->fonts, span->role, c);
      g_array_append_val (self->chars, c);
      g_array_append_val (self->glyphs, glyph);
    }
  }
}

/* A number or word from @first on, at its natural width; longer than a line, it is cut. */
static Atom
latin_atom (const Breaker *self, guint first)
{
  Atom atom = {.first = first, .latin = TRUE};

  for (guint i = first; is_latin (char_at (self, i)); i++) {
    double advance = g_array_index (self->glyphs, LbGlyph, i).advance;
    if (atom.n > 0 && atom.width + advance > self->measure->cells - 2.0)
      break;
    atom.width += advance;
    atom.n++;
  }
  return atom;
}

static gboolean
share_a_cell (gunichar a, gunichar b)
{
  if (is_one_of (opening, a))
    return is_one_of (opening, b);
  return is_one_of (left_half, a) && (is_one_of (left_half, b) || is_one_of (opening, b));
}

static Atom
wide_atom (const Breaker *self, guint first)
{
  Atom atom = {.first = first, .n = 1, .width = 1};
  gunichar c = char_at (self, first);

  if (share_a_cell (c, char_at (self, first + 1))) {
    /* The empty half between two marks goes; that of the second stays while there is room for it. */
    atom.n = 2;
    atom.width = 1.5;
    atom.shrink = 0.5;
  } else if (is_one_of (left_half, c) || is_one_of (opening, c))
    atom.shrink = MARK_SHRINK;
  return atom;
}

static void
make_atoms (Breaker *self)
{
  gboolean space = FALSE;

  for (guint i = 0; i < self->chars->len;) {
    if (char_at (self, i) == ' ') {
      space = TRUE;
      i++;
      continue;
    }
    Atom atom = is_latin (char_at (self, i)) ? latin_atom (self, i) : wide_atom (self, i);
    /* A space between two words is theirs; beside a Chinese character there is none. */
    atom.space = space && atom.latin && self->atoms->len > 0 && atom_at (self, self->atoms->len - 1)->latin;
    atom.width += atom.space ? SPACE : 0;
    space = FALSE;
    g_array_append_val (self->atoms, atom);
    i += atom.n;
  }
}

/* Is atom @i bound to the one before it? */
static gboolean
is_glued (const Breaker *self, guint i)
{
  gunichar before = last_of (self, i - 1), c = first_of (self, i);

  if (lb_forbids_end (before) || (lb_forbids_start (c) && !is_latin (c)))
    return TRUE;
  if (is_number (self, i - 1) && is_one_of (units, c))
    return TRUE;
  if (is_number (self, i) && (before == 0x8868 /* 表 */ || before == 0x56FE /* 图 */ || before == 0x7B2C /* 第 */))
    return TRUE;
  /* 366户1053人: the pair is one thing. */
  return is_number (self, i) && before == 0x6237 /* 户 */ && i >= 2 && is_number (self, i - 2) &&
         first_of (self, i + 1) == 0x4EBA /* 人 */;
}

/* A percent sign, a unit or a closing mark stays close when a line is spread; so does what follows an opening mark. */
static gboolean
is_close (const Breaker *self, guint i)
{
  gunichar before = last_of (self, i - 1), c = first_of (self, i);

  return lb_forbids_end (before) || lb_forbids_start (c) || (is_number (self, i - 1) && is_one_of (units, c));
}

/* How a line from atom @from to @to comes out in @room cells. */
typedef struct {
  double slack;    /* cells that are left; < 0: too many  */
  double at_end;   /* given up by the mark at the end     */
  double shrink;   /* that the marks inside can give up   */
  guint gaps;      /* between which room may open         */
} Fit;

static Fit
fit_line (const Breaker *self, guint from, guint to, double room)
{
  Fit fit = {room - (self->before[to] - self->before[from]), 0, 0, 0};

  fit.slack += atom_at (self, from)->space ? SPACE : 0;
  for (guint i = from; i < to; i++) {
    const Atom *atom = atom_at (self, i);
    if (i + 1 < to)
      fit.shrink += atom->shrink;
    fit.gaps += i > from && !atom->close;
  }
  if (fit.slack < 0 && to > from && is_one_of (left_half, last_of (self, to - 1))) {
    fit.at_end = MIN (END_SHRINK, -fit.slack);
    fit.slack += fit.at_end;
  }
  return fit;
}

#define IMPOSSIBLE 1e9

/* How bad a line looks: 0 when each character stands in its cell, rising with the square of the room that opens or closes. */
static double
badness (const Breaker *self, guint from, guint to, double room)
{
  Fit fit = fit_line (self, from, to, room);
  gboolean last = to == self->atoms->len;

  if (fit.slack < -fit.shrink - 1e-9)
    return to == from + 1 ? 1e6 : IMPOSSIBLE; /* one atom wider than the line stands alone */
  if (fit.slack < -1e-9)
    return 1 + 3 * (fit.slack / fit.shrink) * (fit.slack / fit.shrink);
  if (last) {
    /* A character alone on the last line: a widow; in a heading never. */
    gboolean marked = to > from + 1 && atom_at (self, to - 1)->shrink > 0;
    gboolean alone = from > 0 && to - from == (marked ? 2u : 1u) && !atom_at (self, from)->latin;
    return alone ? (self->measure->heading ? 1e4 : 30) : 0;
  }
  double gap = fit.slack / MAX (fit.gaps, 1);
  return (gap / 0.05) * (gap / 0.05) + (fit.at_end > 0 ? 0.5 : 0);
}

/* The ends of the lines with the least badness in sum. Where only glued atoms would fit, they are parted at a price. */
static GArray *
find_ends (const Breaker *self)
{
  guint n = self->atoms->len;
  g_autofree double *best = g_new (double, n + 1);
  g_autofree guint *from = g_new0 (guint, n + 1);
  double widest = self->measure->cells + 4.0;
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (guint));

  best[0] = 0;
  for (guint to = 1; to <= n; to++) {
    best[to] = INFINITY;
    double parting = to < n && atom_at (self, to)->glued ? 1e5 : 0;
    for (guint start = to; start-- > 0;) {
      if (self->before[to] - self->before[start] > widest && start + 1 < to)
        break;
      double room = self->measure->cells - (start == 0 ? self->measure->indent : 0);
      double sum = best[start] + badness (self, start, to, room) + parting;
      if (sum < best[to]) {
        best[to] = sum;
        from[to] = start;
      }
    }
  }
  for (guint to = n; to > 0; to = from[to])
    g_array_prepend_val (ends, to);
  return ends;
}

static void
put (const Breaker *self, GArray *line, guint character, double x_cells)
{
  const LbGlyph *glyph = &g_array_index (self->glyphs, LbGlyph, character);
  LbPlaced placed = {char_at (self, character), glyph->face, glyph->glyph, x_cells * self->cell_mm};

  g_array_append_val (line, placed);
}

static void
place_latin (const Breaker *self, GArray *line, const Atom *atom, double x)
{
  for (guint i = 0; i < atom->n; i++) {
    double advance = g_array_index (self->glyphs, LbGlyph, atom->first + i).advance;
    /* An em of type is a little more than a cell: the difference is taken evenly from both sides of a glyph. */
    put (self, line, atom->first + i, x - (self->em_cells - 1) * advance / 2);
    x += advance;
  }
}

/* A full-width glyph is centred on its cell; a narrow one (quotes of Latin width) goes to the side where the ink of
 * its full-width form would be. */
static void
place_wide (const Breaker *self, GArray *line, guint character, double x)
{
  gunichar c = char_at (self, character);
  double width = g_array_index (self->glyphs, LbGlyph, character).advance * self->em_cells;

  if (width > 0.8)
    put (self, line, character, x + (1 - width) / 2);
  else if (is_one_of (opening, c))
    put (self, line, character, x + 1 - width);
  else
    put (self, line, character, is_one_of (left_half, c) ? x : x + (1 - width) / 2);
}

static void
place_pair (const Breaker *self, GArray *line, const Atom *atom, double x, double given)
{
  gunichar a = char_at (self, atom->first), b = char_at (self, atom->first + 1);

  if (is_one_of (opening, a)) { /* “（ : the first keeps its empty half */
    place_wide (self, line, atom->first, x - given);
    place_wide (self, line, atom->first + 1, x + 0.5 - given);
  } else if (is_one_of (left_half, b)) { /* ）。 */
    place_wide (self, line, atom->first, x);
    place_wide (self, line, atom->first + 1, x + 0.5);
  } else { /* 、“ : half a cell between them is all there is */
    place_wide (self, line, atom->first, x);
    place_wide (self, line, atom->first + 1, x + 0.5 - given);
  }
}

/* A line that is not the last ends flush with the type area: what is left over opens evenly between its characters, what is
 * too much is taken from its marks. */
static GArray *
place_line (const Breaker *self, guint from, guint to, guint indent)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (LbPlaced));
  Fit fit = fit_line (self, from, to, self->measure->cells - indent);
  gboolean spread = fit.slack > 0 && to < self->atoms->len && fit.gaps > 0 && !self->measure->ragged;
  double gap = spread ? MIN (fit.slack / fit.gaps, WIDEST_GAP) : 0;
  double taken = fit.slack < 0 && fit.shrink > 0 ? MIN (-fit.slack / fit.shrink, 1) : 0;
  double x = indent;

  for (guint i = from; i < to; i++) {
    const Atom *atom = atom_at (self, i);
    double given = i + 1 < to ? atom->shrink * taken : 0;
    x += i > from && !atom->close ? gap : 0;
    if (atom->latin)
      place_latin (self, line, atom, x + (atom->space && i > from ? SPACE : 0));
    else if (atom->n == 2)
      place_pair (self, line, atom, x, given);
    else
      place_wide (self, line, atom->first, lb_forbids_end (first_of (self, i)) ? x - given : x);
    x += atom->width - given - (atom->space && i == from ? SPACE : 0);
  }
  return line;
}

GPtrArray *
lb_break_lines (LbFonts *fonts, const GPtrArray *spans, const LbMeasure *measure)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) chars = g_array_new (FALSE, FALSE, sizeof (gunichar));
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (LbGlyph));
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  double cell = measure->width_mm / measure->cells;
  Breaker self = {fonts, measure, cell, measure->size_pt * 25.4 / 72 / cell, chars, glyphs, atoms, NULL};

  read_spans (&self, spans);
  make_atoms (&self);
  g_autofree double *before = self.before = g_new0 (double, (gsize) atoms->len + 1);
  for (guint i = 0; i < atoms->len; i++) {
    Atom *atom = &g_array_index (atoms, Atom, i);
    before[i + 1] = before[i] + atom->width;
    atom->glued = i > 0 && is_glued (&self, i);
    atom->close = i > 0 && is_close (&self, i);
  }
  g_autoptr (GArray) ends = find_ends (&self);
  for (guint i = 0, from = 0; i < ends->len; i++) {
    guint to = g_array_index (ends, guint, i);
    g_ptr_array_add (lines, place_line (&self, from, to, from == 0 ? measure->indent : 0));
    from = to;
  }
  return lines;
}
