/* Included before every file of CPython that is compiled: exp, exp2, log, log2 and pow are meant as
   glibc had them before 2.29, where they got a new version each. */
#if defined(__x86_64__)
#define BEFORE "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define BEFORE "GLIBC_2.17"
#endif
__asm__(".symver exp,exp@" BEFORE);
__asm__(".symver exp2,exp2@" BEFORE);
__asm__(".symver log,log@" BEFORE);
__asm__(".symver log2,log2@" BEFORE);
__asm__(".symver pow,pow@" BEFORE);
