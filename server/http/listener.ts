import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createSecureContext } from 'node:tls'
import { BadConfiguration, type Config } from '../config.ts'

export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
}

/** The certificate that is configured, or null; throws BadConfiguration where it cannot be used. */
export function readCertificate({
  tlsCertFile,
  tlsKeyFile,
}: Pick<Config, 'tlsCertFile' | 'tlsKeyFile'>): Certificate | null {
  if (tlsCertFile === null || tlsKeyFile === null) return null
  const certificate = { cert: pem('TLS_CERT_FILE', tlsCertFile), key: pem('TLS_KEY_FILE', tlsKeyFile) }
  try {
    createSecureContext(certificate)
  } catch (error) {
    throw new BadConfiguration([
      `TLS_CERT_FILE and TLS_KEY_FILE cannot be used: ${(error as Error).message}; both must be PEM and belong to one another`,
    ])
  }
  return certificate
}

/** A server that is not listening yet: https with a certificate. */
export const createListener = (certificate: Certificate | null, handle: RequestListener): Server =>
  certificate ? createSecureServer({ ...certificate, minVersion: 'TLSv1.2' }, handle) : createServer(handle)

function pem(variable: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new BadConfiguration([`${variable} is ${JSON.stringify(path)}: ${(error as Error).message}`])
  }
}
