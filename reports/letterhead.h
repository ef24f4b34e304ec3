/* letterhead.h - the words that make a report a letter of an office
 *
 * A report has no red head unless somebody asks for one. Who asks gives a small file, which a clerk keeps: the offices that
 * sign, to whom, with copies to whom; number and date belong to one letter and may be put on top of it. Its text is
 * kept with the report, so that the same letter can be made again. Immutable; one thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char *text;      /* what it was read from                                        */
  GStrv organs;    /* 发文机关: at least one, the one in charge first              */
  char *mark;      /* what follows their names in the head: 文件; "" for none      */
  char *number;    /* 发文字号: 岚乡振发〔2026〕3号; "": none                       */
  GStrv signers;   /* 签发人, of a letter to a higher office; may be empty         */
  char *copy;      /* 份号: six digits; "": none                                   */
  char *secrecy;   /* 密级和保密期限; "": none                                     */
  char *urgency;   /* 紧急程度; "": none                                           */
  char *addressee; /* 主送; "": the template's own                                 */
  char *copies_to; /* 抄送; "": nobody                                             */
  char *printer;   /* 印发机关; the first organ where none is named                */
  gint32 date;     /* 成文日期; LB_DAY_NONE: the report's as-of date               */
  gint32 printed;  /* 印发日期; LB_DAY_NONE: as the date                           */
  gboolean sealed; /* 加盖印章: room is kept for seals                             */
} LbLetterhead;

/* @text: a key file with the group [公文] (docs/templates.md lists the keys; the group [letter] with English keys goes before
 * it). LB_ERROR_INPUT names the key that is unknown, missing or not as GB/T 9704-2012 wants it. */
LbLetterhead *lb_letterhead_parse (const char *text, GError **error);
void          lb_letterhead_free (LbLetterhead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbLetterhead, lb_letterhead_free)

/* (transfer full): the file's text with number and date (either may be NULL) put on top. LB_ERROR_FILE. */
char *lb_letterhead_load (const char *path, const char *number, const char *date, GError **error);

/* (transfer full): the number of the @nth letter of one run, counted from 1: 〔2026〕3号 → 〔2026〕4号. "" when there is none. */
char *lb_letterhead_dup_number (const LbLetterhead *self, guint nth);

G_END_DECLS
