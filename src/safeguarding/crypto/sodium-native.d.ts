/** What of libsodium is used here; the package comes without types. Every buffer must have exactly its size. */
declare module "sodium-native" {
  const sodium: {
    readonly crypto_pwhash_ALG_ARGON2ID13: number;
    /** Memory that is never swapped and is emptied when it is freed. */
    sodium_malloc(bytes: number): Buffer;
    sodium_free(buffer: Buffer): void;
    sodium_memzero(buffer: Uint8Array): void;
    crypto_generichash(out: Uint8Array, input: Uint8Array, key?: Uint8Array): void;
    crypto_box_seed_keypair(publicKey: Uint8Array, secretKey: Uint8Array, seed: Uint8Array): void;
    crypto_box_seal(sealed: Uint8Array, message: Uint8Array, publicKey: Uint8Array): void;
    /** False when it is for somebody else or was changed. */
    crypto_box_seal_open(
      message: Uint8Array,
      sealed: Uint8Array,
      publicKey: Uint8Array,
      secretKey: Uint8Array,
    ): boolean;
    crypto_scalarmult_base(publicKey: Uint8Array, secretKey: Uint8Array): void;
    crypto_aead_xchacha20poly1305_ietf_encrypt(
      sealed: Uint8Array,
      message: Uint8Array,
      bound: Uint8Array | null,
      none: null,
      nonce: Uint8Array,
      key: Uint8Array,
    ): number;
    /** Throws when the key is another one or something was changed. */
    crypto_aead_xchacha20poly1305_ietf_decrypt(
      message: Uint8Array,
      none: null,
      sealed: Uint8Array,
      bound: Uint8Array | null,
      nonce: Uint8Array,
      key: Uint8Array,
    ): number;
    /** Works on a thread beside the loop of events. */
    crypto_pwhash_async(
      out: Uint8Array,
      secret: Uint8Array,
      salt: Uint8Array,
      passes: number,
      memoryBytes: number,
      algorithm: number,
    ): Promise<void>;
  };
  export default sodium;
}
