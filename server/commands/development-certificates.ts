import { X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ExpectedError } from '../errors.ts'

/** Files (PEM) that let this machine answer https as localhost. */
export interface DevelopmentCertificates {
  /** Of the authority that signed the certificate: what people trust. Its key is never kept. */
  readonly authority: string
  readonly certificate: string
  readonly key: string
  /** Last day, e.g. 2027-11-21. */
  readonly validUntil: string
  /** false: those of before are still good. */
  readonly made: boolean
}

const DAY = 86_400_000
/** Macs refuse certificates that are valid for longer than 398 days. */
const VALID_DAYS = 365
/** Certificates that end sooner are made anew. */
const SOON = 14 * DAY
const names = ['localhost', '127.0.0.1', '::1']

/**
 * The certificates for https on this machine in a folder, made where there are none or they end soon. Throws
 * ExpectedError where the development dependency that makes them is not installed.
 */
export async function developmentCertificates(folder: string, now: number): Promise<DevelopmentCertificates> {
  const files = {
    authority: join(folder, 'authority.crt'),
    certificate: join(folder, 'localhost.crt'),
    key: join(folder, 'localhost.key'),
  }
  const made = endOf(files) < now + SOON
  if (made) {
    const { generateCertificates } = await import('office-addin-dev-certs').catch(() => {
      throw new ExpectedError(
        'NO_CERTIFICATES',
        'Making certificates: office-addin-dev-certs is not installed; run "npm ci" with development dependencies, or set TLS_CERT_FILE and TLS_KEY_FILE',
      )
    })
    // It keeps what it finds.
    for (const file of Object.values(files)) rmSync(file, { force: true })
    await generateCertificates(files.authority, files.certificate, files.key, VALID_DAYS, names)
    chmodSync(files.key, 0o600)
  }
  return { ...files, validUntil: new Date(endOf(files)).toISOString().slice(0, 10), made }
}

/** When the certificate ends, in milliseconds since 1970; 0: the three files are not there. */
const endOf = (files: { authority: string; certificate: string; key: string }): number =>
  Object.values(files).every(existsSync) ? Date.parse(new X509Certificate(readFileSync(files.certificate)).validTo) : 0
