import { hashRaw } from '@node-rs/argon2'
import type { Db } from '../../db/tables.ts'
import type { Randomness } from '../randomness.ts'

export const BACKUP_CODES = 10
/** Base 32 without the letters that are read as digits. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 10
/** 50 bits can be tried out, so they get the slow hash of passwords; one salt a set, so that checking one code is one hash. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }

/** Ten codes of 50 random bits, as they are shown: abcde-fghjk. */
export function newBackupCodes(random: Randomness): string[] {
  const codes = new Set<string>()
  while (codes.size < BACKUP_CODES) {
    const code = [...random(LENGTH)].map(byte => letters[byte % letters.length]).join('')
    codes.add(`${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`)
  }
  return [...codes]
}

/** A backup code however it was typed: any case and spacing, O for 0, I and L for 1. Null: it is none. */
export function backupCodeOf(text: string): string | null {
  const code = text.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1')
  return code.length === LENGTH && [...code].every(letter => letters.includes(letter)) ? code : null
}

export async function backupCodeHash(code: string, salt: string): Promise<string> {
  return (await hashRaw(backupCodeOf(code) ?? '', { ...cost, salt: Buffer.from(salt, 'hex') })).toString('hex')
}

export interface BackupCodeSet {
  /** To be shown once. */
  readonly codes: readonly string[]
  readonly salt: string
  readonly hashes: readonly string[]
}

export async function newBackupCodeSet(random: Randomness): Promise<BackupCodeSet> {
  const codes = newBackupCodes(random)
  const salt = random(16).toString('hex')
  return { codes, salt, hashes: await Promise.all(codes.map(code => backupCodeHash(code, salt))) }
}

/** Puts a set in the place of whatever backup codes a person had. */
export async function storeBackupCodes(db: Db, userId: number, set: BackupCodeSet): Promise<void> {
  await db.deleteFrom('backup_code').where('user_id', '=', userId).execute()
  await db
    .insertInto('backup_code')
    .values(set.hashes.map(hash => ({ user_id: userId, hash, used_at: null })))
    .execute()
  await db.updateTable('second_factor').set({ backup_salt: set.salt }).where('user_id', '=', userId).execute()
}
