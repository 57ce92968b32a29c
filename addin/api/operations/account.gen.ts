// Written by npm run print from account.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** The present password and the new one. */
export type ChangePasswordInput = {
  /** A code of the app, or a backup code; for accounts with a second factor. */
  readonly code?: string | null | undefined;
  /** Your present password. */
  readonly currentPassword: string;
  /** The new one, 8 to 1000 characters; any kinds of characters, but not a common password. */
  readonly newPassword: string;
};

/** How a session was opened. */
export type SessionMethod =
  /** With the password alone. */
  | 'PASSWORD'
  /** By an identity provider, which sees to second factors itself. */
  | 'PROVIDER'
  /** With the password and a second factor. */
  | 'SECOND_FACTOR';

export type AccountQueryVariables = Exact<{
  first: number;
}>;


export type AccountQuery = { readonly viewer: { readonly secondFactor: { readonly since: string, readonly backupCodesLeft: number } | null, readonly sessions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly current: boolean, readonly organization: string, readonly openedAt: string, readonly lastUsedAt: string, readonly expiresAt: string, readonly method: SessionMethod, readonly address: string | null, readonly userAgent: string | null }> } } };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { readonly changePassword:
    | { readonly __typename: 'InvalidCredentials', readonly message: string }
    | { readonly __typename: 'MfaRequired', readonly message: string }
    | { readonly __typename: 'PasswordChanged', readonly endedSessions: number }
    | { readonly __typename: 'TooManyAttempts', readonly message: string, readonly retryAfterSeconds: number }
    | { readonly __typename: 'WeakPassword', readonly message: string }
   };

export type StartSecondFactorMutationVariables = Exact<{
  password: string;
}>;


export type StartSecondFactorMutation = { readonly startSecondFactor:
    | { readonly __typename: 'InvalidCredentials', readonly message: string }
    | { readonly __typename: 'MfaRequired', readonly message: string }
    | { readonly __typename: 'SecondFactorSecret', readonly secret: string, readonly uri: string }
    | { readonly __typename: 'TooManyAttempts', readonly message: string, readonly retryAfterSeconds: number }
   };

export type ConfirmSecondFactorMutationVariables = Exact<{
  code: string;
}>;


export type ConfirmSecondFactorMutation = { readonly confirmSecondFactor:
    | { readonly __typename: 'BackupCodes', readonly codes: ReadonlyArray<string> }
    | { readonly __typename: 'InvalidCredentials', readonly message: string }
    | { readonly __typename: 'MfaRequired', readonly message: string }
    | { readonly __typename: 'TooManyAttempts', readonly message: string, readonly retryAfterSeconds: number }
   };

export type RenewBackupCodesMutationVariables = Exact<{
  password: string;
  code: string;
}>;


export type RenewBackupCodesMutation = { readonly renewBackupCodes:
    | { readonly __typename: 'BackupCodes', readonly codes: ReadonlyArray<string> }
    | { readonly __typename: 'InvalidCredentials', readonly message: string }
    | { readonly __typename: 'MfaRequired', readonly message: string }
    | { readonly __typename: 'TooManyAttempts', readonly message: string, readonly retryAfterSeconds: number }
   };

export type RemoveSecondFactorMutationVariables = Exact<{
  password: string;
  code: string;
}>;


export type RemoveSecondFactorMutation = { readonly removeSecondFactor:
    | { readonly __typename: 'InvalidCredentials', readonly message: string }
    | { readonly __typename: 'MfaRequired', readonly message: string }
    | { readonly __typename: 'SecondFactorRemoved', readonly endedSessions: number }
    | { readonly __typename: 'TooManyAttempts', readonly message: string, readonly retryAfterSeconds: number }
   };

export type EndSessionMutationVariables = Exact<{
  id: string;
}>;


export type EndSessionMutation = { readonly endSession: boolean };

export const account: Operation<AccountQuery, AccountQueryVariables> =
  "query Account($first:Int!){viewer{secondFactor{since backupCodesLeft}sessions(first:$first){totalCount nodes{id current organization openedAt lastUsedAt expiresAt method address userAgent}}}}"
export const changePassword: Operation<ChangePasswordMutation, ChangePasswordMutationVariables> =
  "mutation ChangePassword($input:ChangePasswordInput!){changePassword(input:$input){__typename ...on PasswordChanged{endedSessions}...on WeakPassword{message}...on InvalidCredentials{message}...on MfaRequired{message}...on TooManyAttempts{message retryAfterSeconds}}}"
export const startSecondFactor: Operation<StartSecondFactorMutation, StartSecondFactorMutationVariables> =
  "mutation StartSecondFactor($password:String!){startSecondFactor(password:$password){__typename ...on SecondFactorSecret{secret uri}...on InvalidCredentials{message}...on MfaRequired{message}...on TooManyAttempts{message retryAfterSeconds}}}"
export const confirmSecondFactor: Operation<ConfirmSecondFactorMutation, ConfirmSecondFactorMutationVariables> =
  "mutation ConfirmSecondFactor($code:String!){confirmSecondFactor(code:$code){__typename ...on BackupCodes{codes}...on InvalidCredentials{message}...on MfaRequired{message}...on TooManyAttempts{message retryAfterSeconds}}}"
export const renewBackupCodes: Operation<RenewBackupCodesMutation, RenewBackupCodesMutationVariables> =
  "mutation RenewBackupCodes($password:String!$code:String!){renewBackupCodes(password:$password code:$code){__typename ...on BackupCodes{codes}...on InvalidCredentials{message}...on MfaRequired{message}...on TooManyAttempts{message retryAfterSeconds}}}"
export const removeSecondFactor: Operation<RemoveSecondFactorMutation, RemoveSecondFactorMutationVariables> =
  "mutation RemoveSecondFactor($password:String!$code:String!){removeSecondFactor(password:$password code:$code){__typename ...on SecondFactorRemoved{endedSessions}...on InvalidCredentials{message}...on MfaRequired{message}...on TooManyAttempts{message retryAfterSeconds}}}"
export const endSession: Operation<EndSessionMutation, EndSessionMutationVariables> =
  "mutation EndSession($id:ID!){endSession(id:$id)}"
