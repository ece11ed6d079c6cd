// SPDX-License-Identifier: MIT
// libgit2 without its network: these programs open no connection. What stands here is found before
// the library's own, so that neither its transports nor the TLS, SSH and Kerberos libraries below
// them become part of the programs; loading those takes longer than judging a hotfix. Nothing here
// is ever called but the two that set up, which have nothing to do.
// Names and signatures: src/libgit2 (transports/, streams/) of libgit2 1.5 to 1.9.

#ifdef HOTFIX_STATIC_LIBGIT2

extern "C" {

extern bool git_http__expect_continue;
bool git_http__expect_continue = false;

int git_transport_ssh_global_init();
int git_transport_ssh_global_init() { return 0; }

int git_mbedtls_stream_global_init();
int git_mbedtls_stream_global_init() { return 0; }

int git_mbedtls_stream_new(void** out, const char* host, const char* port);
int git_mbedtls_stream_new(void** /*out*/, const char* /*host*/, const char* /*port*/) {
  return -1;
}

int git_mbedtls_stream_wrap(void** out, void* in, const char* host);
int git_mbedtls_stream_wrap(void** /*out*/, void* /*in*/, const char* /*host*/) { return -1; }

int git_mbedtls__set_cert_location(const char* file, const char* path);
int git_mbedtls__set_cert_location(const char* /*file*/, const char* /*path*/) { return -1; }

int git_smart_subtransport_git(void** out, void* owner, void* param);
int git_smart_subtransport_git(void** /*out*/, void* /*owner*/, void* /*param*/) { return -1; }

int git_smart_subtransport_http(void** out, void* owner, void* param);
int git_smart_subtransport_http(void** /*out*/, void* /*owner*/, void* /*param*/) { return -1; }

int git_smart_subtransport_ssh(void** out, void* owner, void* param);
int git_smart_subtransport_ssh(void** /*out*/, void* /*owner*/, void* /*param*/) { return -1; }

}  // extern "C"

#else

// git_libgit2_init reads every certificate authority of the machine, 10 ms of which no byte is ever
// used. Where libgit2 is built with mbedTLS this takes the place of the library's reader; elsewhere
// nothing calls it.
extern "C" int mbedtls_x509_crt_parse_file(void* chain, const char* path);
extern "C" int mbedtls_x509_crt_parse_file(void* /*chain*/, const char* /*path*/) { return 0; }

#endif
