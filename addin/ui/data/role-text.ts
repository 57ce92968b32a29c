const texts: Readonly<Record<string, string>> = {
  OWNER: 'does everything, the organization itself included.',
  ADMIN: 'does everything but what concerns the organization itself.',
  MANAGER: 'reads everything, decides reviews, does not upload.',
  ANALYST: 'reads everything, uploads and corrects, defines metrics.',
  VIEWER: 'reads clients, hours and revenue, without cost, contacts and names of staff.',
}

/** What a role may do, in a sentence without its subject. */
export const roleText = (role: string): string => texts[role] ?? ''
