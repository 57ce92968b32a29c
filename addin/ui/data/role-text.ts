const texts: Readonly<Record<string, string>> = {
  OWNER: 'does everything, the organization itself included.',
  ADMIN: 'does everything but what concerns the organization itself.',
  MANAGER: 'reads everything, decides reviews, does not upload.',
  ANALYST: 'reads everything, uploads and corrects, defines metrics.',
  VIEWER: 'reads clients, hours and revenue, without cost, contacts and names of staff.',
}

/** What a role may do, in a sentence without its subject. */
export const roleText = (role: string): string => texts[role] ?? ''

/** The same as a sentence of its own, below a choice of roles: “Reads everything, …”. */
export const roleSentence = (role: string): string => {
  const text = roleText(role)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
