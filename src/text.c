#include "config.h"
#include "src/text.h"
#include "src/i18n.h"

#include <errno.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */
#define UTF8_BOM    "\xEF\xBB\xBF"

static const struct {
  const char *word; /* capitals, without space, '-', '_', '/' */
  const char *name;
} encoding_words[] = {
  {"UTF8", "UTF-8"},         {"UTF8BOM", "UTF-8"},     {"UTF8SIG", "UTF-8"},     {"65001", "UTF-8"},
  {"CP65001", "UTF-8"},      {"ASCII", "UTF-8"},       {"USASCII", "UTF-8"},     {"GBK", "GB18030"},
  {"GB2312", "GB18030"},     {"GB18030", "GB18030"},   {"EUCCN", "GB18030"},     {"936", "GB18030"},
  {"CP936", "GB18030"},      {"MS936", "GB18030"},     {"WINDOWS936", "GB18030"}, {"ANSI936", "GB18030"},
  {"54936", "GB18030"},      {"CP54936", "GB18030"},   {"LDID77", "GB18030"},    {"LDID122", "GB18030"},
  {"HZGB2312", "GB18030"},   {"CHINESE", "GB18030"},   {"UTF16", "UTF-16LE"},    {"UTF16LE", "UTF-16LE"},
  {"UNICODE", "UTF-16LE"},   {"1200", "UTF-16LE"},     {"UTF16BE", "UTF-16BE"},  {"1201", "UTF-16BE"},
};

struct _LbDecoder {
  const char *encoding;
  GIConv iconv;      /* (GIConv) -1: UTF-8, which needs none */
  char pending[8];   /* a character cut by the end of the last piece */
  gsize n_pending;
  gboolean started;  /* the place where a BOM may stand is passed */
  guint replaced;
};

void
lb_encoding_clear (LbEncoding *self)
{
  g_clear_pointer (&self->reason, g_free);
  self->name = NULL;
}

const char *
lb_encoding_canonical (const char *name)
{
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (word, g_ascii_toupper (*at));
  for (gsize i = 0; i < G_N_ELEMENTS (encoding_words); i++)
    if (g_str_equal (word->str, encoding_words[i].word))
      return encoding_words[i].name;
  return NULL;
}

static void
decide (LbEncoding *encoding, const char *name, char *reason)
{
  encoding->name = name;
  encoding->reason = reason;
}

static gboolean
decide_by_mark (const guchar *bytes, gsize length, LbEncoding *encoding)
{
  if (length >= 3 && memcmp (bytes, UTF8_BOM, 3) == 0)
    decide (encoding, "UTF-8", g_strdup (_ ("byte order mark")));
  else if (length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
    decide (encoding, "UTF-16LE", g_strdup (_ ("byte order mark")));
  else if (length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
    decide (encoding, "UTF-16BE", g_strdup (_ ("byte order mark")));
  else
    return FALSE;
  return TRUE;
}

/* UTF-16 without a mark: digits and separators leave a zero in every second byte, always on the same side. */
static gboolean
decide_by_zeros (const guchar *bytes, gsize length, LbEncoding *encoding)
{
  gsize zeros[2] = {0, 0};

  for (gsize i = 0; i < length; i++)
    zeros[i & 1] += bytes[i] == 0;
  for (int side = 0; side < 2; side++)
    if (zeros[side] >= 4 && zeros[side] * 20 > length && zeros[1 - side] * 20 < zeros[side]) {
      decide (encoding, side == 1 ? "UTF-16LE" : "UTF-16BE", g_strdup (_ ("every second byte is zero")));
      return TRUE;
    }
  return FALSE;
}

static void
count_utf8 (const char *bytes, gsize length, gsize *characters, gsize *bad)
{
  *characters = *bad = 0;
  for (gsize i = 0; i < length;) {
    if ((guchar) bytes[i] < 0x80) {
      i++;
      continue;
    }
    gunichar c = g_utf8_get_char_validated (bytes + i, (gssize) (length - i));
    if (c == (gunichar) -2)
      return; /* cut in half by the end of the sample */
    if (c == (gunichar) -1) {
      (*bad)++;
      i++;
    } else {
      (*characters)++;
      i += (gsize) g_unichar_to_utf8 (c, NULL);
    }
  }
}

/* The 3,755 most common characters stand in rows B0–D7 of GB 2312, signs and full-width forms in A1–A3. */
static void
count_gb (const guchar *bytes, gsize length, gsize *characters, gsize *common, gsize *bad)
{
  *characters = *common = *bad = 0;
  for (gsize i = 0; i + 1 < length;) {
    guchar lead = bytes[i], trail = bytes[i + 1];
    if (lead < 0x80) {
      i++;
    } else if (lead > 0x80 && lead < 0xFF && trail >= 0x40 && trail != 0x7F && trail < 0xFF) {
      (*characters)++;
      *common += trail >= 0xA1 && ((lead >= 0xB0 && lead <= 0xD7) || (lead >= 0xA1 && lead <= 0xA3));
      i += 2;
    } else if (lead > 0x80 && lead < 0xFF && g_ascii_isdigit (trail)) {
      (*characters)++;
      i += 4;
    } else {
      (*bad)++;
      i++;
    }
  }
}

void
lb_encoding_detect (const char *bytes, gsize length, LbEncoding *encoding)
{
  gsize characters, common, bad;

  if (decide_by_mark ((const guchar *) bytes, length, encoding) ||
      decide_by_zeros ((const guchar *) bytes, length, encoding))
    return;
  count_utf8 (bytes, length, &characters, &bad);
  if (bad == 0) {
    decide (encoding, "UTF-8",
            g_strdup (characters > 0 ? _ ("bytes valid as UTF-8") : _ ("plain ASCII")));
    return;
  }
  /* In GB18030 text hardly one character in five looks like UTF-8. */
  if (characters >= 4 * bad) {
    decide (encoding, "UTF-8", g_strdup (_ ("bytes valid as UTF-8 but for a few damaged ones")));
    return;
  }
  count_gb ((const guchar *) bytes, length, &characters, &common, &bad);
  if (characters > 0 && 20 * bad <= characters && 2 * common >= characters)
    decide (encoding, "GB18030",
            g_strdup_printf (_ ("not UTF-8, and %d %% of its characters are common Chinese in GB18030"),
                             (int) (100 * common / characters)));
  else
    decide (encoding, "GB18030", g_strdup (_ ("not UTF-8; taken for GB18030, which is uncertain")));
}

LbDecoder *
lb_decoder_new (const char *encoding)
{
  LbDecoder *self = g_new0 (LbDecoder, 1);
  const char *name = lb_encoding_canonical (encoding);

  self->encoding = name != NULL ? name : "UTF-8";
  self->iconv = g_str_equal (self->encoding, "UTF-8") ? (GIConv) -1 : g_iconv_open ("UTF-8", self->encoding);
  return self;
}

void
lb_decoder_free (LbDecoder *self)
{
  if (self->iconv != (GIConv) -1)
    g_iconv_close (self->iconv);
  g_free (self);
}

guint
lb_decoder_get_replaced (const LbDecoder *self)
{
  return self->replaced;
}

static void
replace (LbDecoder *self, GString *out)
{
  g_string_append_len (out, REPLACEMENT, 3);
  self->replaced++;
}

/* Both step functions consume what they can and return the number of bytes left: a cut character. */
static gsize
step_utf8 (LbDecoder *self, const char *bytes, gsize length, GString *out)
{
  while (length > 0) {
    const char *end;
    g_utf8_validate_len (bytes, length, &end);
    g_string_append_len (out, bytes, end - bytes);
    length -= (gsize) (end - bytes);
    bytes = end;
    if (length == 0)
      break;
    if (*bytes == '\0') {
      g_string_append_c (out, '\0'); /* the reader of the format decides what a NUL means */
    } else {
      if (g_utf8_get_char_validated (bytes, (gssize) length) == (gunichar) -2)
        return length;
      replace (self, out);
    }
    bytes++;
    length--;
  }
  return 0;
}

static gsize
step_iconv (LbDecoder *self, char *bytes, gsize length, GString *out)
{
  gsize unit = g_str_has_prefix (self->encoding, "UTF-16") ? 2 : 1;

  while (length > 0) {
    gsize used = out->len, room = length * 2 + 16;
    g_string_set_size (out, used + room);
    char *target = out->str + used;
    gsize result = g_iconv (self->iconv, &bytes, &length, &target, &room);
    int code = errno;
    g_string_set_size (out, (gsize) (target - out->str));
    if (result != (gsize) -1 || code == E2BIG)
      continue;
    if (code == EINVAL || length < unit)
      return length;
    replace (self, out);
    bytes += unit;
    length -= unit;
  }
  return 0;
}

static gsize
step (LbDecoder *self, char *bytes, gsize length, GString *out)
{
  return self->iconv == (GIConv) -1 ? step_utf8 (self, bytes, length, out)
                                    : step_iconv (self, bytes, length, out);
}

void
lb_decoder_push (LbDecoder *self, const char *bytes, gsize length, GString *out)
{
  gsize start = out->len;

  /* Bytes of a cut character are completed one by one, so that the bulk is decoded where it lies. */
  while (self->n_pending > 0 && length > 0) {
    if (self->n_pending == sizeof self->pending) {
      replace (self, out);
      memmove (self->pending, self->pending + 1, --self->n_pending);
    }
    self->pending[self->n_pending++] = *bytes++;
    length--;
    gsize left = step (self, self->pending, self->n_pending, out);
    memmove (self->pending, self->pending + (self->n_pending - left), left);
    self->n_pending = left;
  }
  if (length > 0) {
    gsize left = step (self, (char *) bytes, length, out);
    /* No character is longer than four bytes; more left over means that they are none. */
    for (; left > 4; left--)
      replace (self, out);
    memcpy (self->pending, bytes + (length - left), left);
    self->n_pending = left;
  }
  if (!self->started && out->len > start) {
    self->started = TRUE;
    if (out->len - start >= 3 && memcmp (out->str + start, UTF8_BOM, 3) == 0)
      g_string_erase (out, (gssize) start, 3);
  }
}

void
lb_decoder_finish (LbDecoder *self, GString *out)
{
  if (self->n_pending > 0)
    replace (self, out);
  self->n_pending = 0;
}

char *
lb_text_decode (const char *bytes, gssize length, const char *encoding, guint *replaced)
{
  LbDecoder *decoder = lb_decoder_new (encoding);
  GString *out = g_string_new (NULL);

  lb_decoder_push (decoder, bytes, length < 0 ? strlen (bytes) : (gsize) length, out);
  if (replaced != NULL)
    *replaced = decoder->replaced;
  lb_decoder_free (decoder);
  return g_string_free (out, FALSE);
}

/* What a full-width character means; 0: nothing, drop it: what cannot be seen must not tell two words apart. */
static gunichar
narrow (gunichar c)
{
  if (c >= 0xFF10 && c <= 0xFF19)
    return c - 0xFF10 + '0';
  if ((c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A))
    return c - 0xFF21 + 'A';
  switch (c) {
  case 0xFF08: return '(';
  case 0xFF09: return ')';
  case 0xFF3B: return '[';
  case 0xFF3D: return ']';
  case 0x00A0: case 0x3000: case 0x2002: case 0x2003: case 0x2009: case '\t': case '\r': case '\n': case '\v': case '\f':
    return ' ';
  case 0xFEFF:
    return 0;
  default:
    return c < ' ' || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ? 0 : c;
  }
}

gsize
lb_text_normalise_in_place (char *text)
{
  char *out = text;
  gboolean space = FALSE;

  for (const char *at = text; *at != '\0';) {
    guchar byte = (guchar) *at;
    gunichar c = byte < 0x80 ? byte : g_utf8_get_char (at);
    gsize width = byte < 0x80 ? 1 : (gsize) (g_utf8_next_char (at) - at);
    gunichar narrowed = c >= 0x2000 || c < ' ' || (c >= 0x7F && c <= 0xA0) ? narrow (c) : c;

    if (narrowed == ' ') {
      space = out > text;
    } else if (narrowed != 0) {
      if (space)
        *out++ = ' ';
      space = FALSE;
      if (narrowed == c) {
        memmove (out, at, width);
        out += width;
      } else {
        out += g_unichar_to_utf8 (narrowed, out);
      }
    }
    at += width;
  }
  *out = '\0';
  return (gsize) (out - text);
}

gboolean
lb_text_is_normal (const char *text, gsize *length)
{
  /* 1: a space; 2: begins a character that may have to be changed: controls, U+0080…, U+2000…, U+3000…, U+F000… */
  static const guint8 kinds[256] = {
    [1 ... ' ' - 1] = 2, [' '] = 1, [0x7F] = 2, [0xC2] = 2, [0xE2] = 2, [0xE3] = 2, [0xEF] = 2};
  gsize at = 0;

  for (gboolean space = TRUE; text[at] != '\0'; at++) {
    guint8 kind = kinds[(guchar) text[at]];
    if (kind == 2 && !(text[at] == '\xE3' && text[at + 1] != '\x80'))
      return FALSE;
    if (space && kind == 1)
      return FALSE;
    space = kind == 1;
  }
  *length = at;
  return at == 0 || text[at - 1] != ' ';
}

char *
lb_text_normalise (const char *text)
{
  char *copy = g_strdup (text);

  lb_text_normalise_in_place (copy);
  return copy;
}

char *
lb_text_normalise_heading (const char *text)
{
  static const struct {
    gunichar from;
    char to;
  } brackets[] = {{0x3010, '('}, {0x3011, ')'}, {0x3014, '('}, {0x3015, ')'}, {'[', '('}, {']', ')'},
                  {0xFF0F, '/'}, {0x3001, '/'}, {0xFF0C, ','}};
  g_autofree char *plain = lb_text_normalise (text);
  GString *out = g_string_new (NULL);

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    /* A star marks a compulsory column, a colon ends a form's label: neither belongs to the name. */
    if (c == ' ' || c == '*' || c == ':' || c == 0xFF1A || c == 0xFF0A)
      continue;
    for (gsize i = 0; i < G_N_ELEMENTS (brackets); i++)
      if (c == brackets[i].from)
        c = (gunichar) brackets[i].to;
    g_string_append_unichar (out, g_unichar_tolower (c));
  }
  return g_string_free (out, FALSE);
}
