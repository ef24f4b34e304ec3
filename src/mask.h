/* mask.h - names, telephones, certificate numbers and addresses as they may leave the program
 *
 * Whoever may know the person recognises them; nobody else learns who it is. Any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): 张三 → 张*, 张建民 → 张*民, 欧阳锋 → 欧阳*, 欧阳建国 → 欧阳*国, 阿依古丽 → 阿**丽; several names joined by
 * 、 , ; or / are masked one by one. "" for NULL. */
char *lb_mask_name (const char *name);

/* (transfer full): 13812345678 → 138****5678; of any other number the first two and the last two characters stay, of one
 * too short for that nothing. "" for NULL. */
char *lb_mask_phone (const char *phone);

/* (transfer full): 539902198001010011 → 5399************11: of a certificate number or 户编号 the first four and the last
 * two characters stay, of a shorter one what lb_mask_phone() leaves. "" for NULL. */
char *lb_mask_certificate (const char *number);

/* (transfer full): 松岭村三组12号 → 松岭村三组***: an address ends with the village group, or with the village; of one that
 * names neither nothing stays. "" for NULL. */
char *lb_mask_address (const char *address);

/* (transfer full): “5399…01” is no household → “*” is no household: of a sentence about a row of a ledger what stands between “ and ”,
 * which is the row's own. "" for NULL. */
char *lb_mask_quoted (const char *sentence);

