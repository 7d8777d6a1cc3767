#include "engine/proof/key.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <unistd.h>

#include "engine/base/check.h"

enum { PEM_BYTES_MAX = 4096, PATH_BYTES_MAX = PATH_MAX };

struct key {
    EVP_PKEY *pkey; /* a struct of ours only so that the header needs no OpenSSL */
};

static err_t fault(enum err_code code, const char *step)
{
    return (err_t){code, errno, step, 0};
}

static bool path_print(const char *dir, const char *name, char ret[PATH_BYTES_MAX])
{
    int len = snprintf(ret, PATH_BYTES_MAX, "%s/%s", dir, name);
    return len > 0 && len < PATH_BYTES_MAX;
}

static err_t fill(int fd, const char *text, size_t len)
{
    while (len > 0) {
        ssize_t done = write(fd, text, len);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return fault(errno == ENOSPC ? ERR_FULL : ERR_IO, "write the signing key");
        text += done;
        len -= (size_t)done;
    }
    if (fsync(fd) != 0) return fault(ERR_IO, "sync the signing key");
    return OK;
}

/* O_EXCL: an existing key is never written over, whatever it is. */
static err_t write_new(const char *dir, const char *name, mode_t mode, BIO *pem)
{
    char path[PATH_BYTES_MAX];
    char *text;
    long len = BIO_get_mem_data(pem, &text);
    CHECK(len > 0);
    if (!path_print(dir, name, path)) return err(ERR_RANGE, "name the signing key");
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0) return fault(errno == EEXIST ? ERR_EXISTS : ERR_IO, "make the signing key");
    err_t e = fill(fd, text, (size_t)len);
    if (close(fd) != 0 && !is_err(e)) e = fault(ERR_IO, "close the signing key");
    return e;
}

static err_t write_pair(const char *dir, EVP_PKEY *pkey)
{
    BIO *secret = BIO_new(BIO_s_secmem()), *plain = BIO_new(BIO_s_mem());
    CHECK(secret != NULL && plain != NULL);
    CHECK(PEM_write_bio_PKCS8PrivateKey(secret, pkey, NULL, NULL, 0, NULL, NULL) == 1);
    CHECK(PEM_write_bio_PUBKEY(plain, pkey) == 1);
    err_t e = write_new(dir, "signing.key", 0600, secret);
    if (!is_err(e)) e = write_new(dir, "signing.pub", 0644, plain);
    BIO_free(secret);
    BIO_free(plain);
    return e;
}

/* At most PEM_BYTES_MAX bytes of the file, as a BIO; NULL with errno set when it can't be had. */
static BIO *slurp(const char *dir, const char *name)
{
    char path[PATH_BYTES_MAX], text[PEM_BYTES_MAX];
    if (!path_print(dir, name, path)) return NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return NULL;
    ssize_t len = read(fd, text, sizeof text);
    close(fd);
    if (len <= 0) return NULL;
    BIO *bio = BIO_new(BIO_s_mem());
    CHECK(bio != NULL);
    CHECK(BIO_write(bio, text, (int)len) == (int)len);
    OPENSSL_cleanse(text, sizeof text);
    return bio;
}

/* An encrypted key would make OpenSSL ask at the terminal; we have none to ask at. */
static int no_passphrase(char *buf, int size, int rwflag, void *context)
{
    (void)buf, (void)size, (void)rwflag, (void)context;
    return -1;
}

static bool public_of(EVP_PKEY *pkey, struct public_key *ret)
{
    size_t len = KEY_PUBLIC_BYTES;
    return pkey != NULL && EVP_PKEY_get_id(pkey) == EVP_PKEY_ED25519 &&
           EVP_PKEY_get_raw_public_key(pkey, ret->at, &len) == 1 && len == KEY_PUBLIC_BYTES;
}

static bool parse_public(BIO *bio, struct public_key *ret)
{
    EVP_PKEY *pkey = PEM_read_bio_PUBKEY(bio, NULL, no_passphrase, NULL);
    bool is = public_of(pkey, ret);
    EVP_PKEY_free(pkey);
    return is;
}

err_t key_make(const char *dir)
{
    EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    if (pkey == NULL) return err(ERR_IO, "make a signing key");
    err_t e = write_pair(dir, pkey);
    EVP_PKEY_free(pkey);
    return e;
}

err_t key_read(const char *dir, struct key **ret)
{
    BIO *bio = slurp(dir, "signing.key");
    if (bio == NULL) return fault(ERR_KEY, "read signing.key");
    EVP_PKEY *pkey = PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL);
    BIO_free(bio);
    struct public_key public;
    if (!public_of(pkey, &public)) {
        EVP_PKEY_free(pkey);
        return err(ERR_KEY, "understand signing.key");
    }
    struct key *key = OPENSSL_zalloc(sizeof *key);
    CHECK(key != NULL);
    key->pkey = pkey;
    *ret = key;
    return OK;
}

void key_free(struct key *key)
{
    if (key == NULL) return;
    EVP_PKEY_free(key->pkey);
    OPENSSL_free(key);
}

struct public_key key_public(const struct key *key)
{
    struct public_key public;
    CHECK(public_of(key->pkey, &public));
    return public;
}

err_t key_sign(const struct key *key, struct bytes text, struct signature *ret)
{
    size_t len = SIGNATURE_BYTES;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    CHECK(context != NULL);
    bool done = EVP_DigestSignInit(context, NULL, NULL, NULL, key->pkey) == 1 &&
                EVP_DigestSign(context, ret->at, &len, text.ptr, text.len) == 1;
    EVP_MD_CTX_free(context);
    if (!done || len != SIGNATURE_BYTES) return err(ERR_KEY, "sign");
    return OK;
}

err_t key_read_public(const char *dir, struct public_key *ret)
{
    BIO *bio = slurp(dir, "signing.pub");
    if (bio == NULL) return fault(ERR_KEY, "read signing.pub");
    bool is = parse_public(bio, ret);
    BIO_free(bio);
    return is ? OK : err(ERR_KEY, "understand signing.pub");
}

err_t key_copy_public(const char *from, const char *to)
{
    BIO *bio = slurp(from, "signing.pub");
    if (bio == NULL) return fault(ERR_KEY, "read signing.pub");
    err_t e = write_new(to, "signing.pub", 0644, bio);
    BIO_free(bio);
    return e;
}

bool key_parse_public(struct str pem, struct public_key *ret)
{
    if (pem.len == 0 || pem.len > PEM_BYTES_MAX) return false;
    BIO *bio = BIO_new_mem_buf(pem.ptr, (int)pem.len);
    CHECK(bio != NULL);
    bool is = parse_public(bio, ret);
    BIO_free(bio);
    return is;
}

bool signature_holds(struct public_key key, struct bytes text, struct signature signature)
{
    EVP_PKEY *pkey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key.at, KEY_PUBLIC_BYTES);
    if (pkey == NULL) return false;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    CHECK(context != NULL);
    bool holds = EVP_DigestVerifyInit(context, NULL, NULL, NULL, pkey) == 1 &&
                 EVP_DigestVerify(context, signature.at, SIGNATURE_BYTES, text.ptr, text.len) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(pkey);
    return holds;
}
