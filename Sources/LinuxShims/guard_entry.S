/* SPDX-License-Identifier: Apache-2.0
 *
 * The guarded entry (guard_thread.h): saves what a function must preserve, calls, and restores it,
 * whether the call returned or a handler sent the thread to guard_landing. */

#if defined(__x86_64__)

    .text
    .globl guard_enter
    .hidden guard_enter
    .type guard_enter, @function
    .p2align 4
guard_enter:
    .cfi_startproc
    pushq %rbp
    .cfi_def_cfa_offset 16
    .cfi_offset %rbp, -16
    movq %rsp, %rbp
    .cfi_def_cfa_register %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    .cfi_offset %rbx, -24
    .cfi_offset %r12, -32
    .cfi_offset %r13, -40
    .cfi_offset %r14, -48
    .cfi_offset %r15, -56
    subq $8, %rsp /* a call is made with the stack at a multiple of 16 */
    movq %rsp, (%rdi)
    movq 8(%rdi), %rax
    movq %rsi, %rdi
    movq %rdx, %rsi
    movq %rcx, %rdx
    movq %r8, %rcx
    movq %r9, %r8
    call *%rax
    xorl %edx, %edx
.Lleave:
    addq $8, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    .cfi_def_cfa %rsp, 8
    retq
    .cfi_endproc
    .size guard_enter, . - guard_enter

    .globl guard_land
    .hidden guard_land
    .type guard_land, @function
guard_land:
    movq %rdi, %rsp
    /* Falls through. */

    .globl guard_landing
    .hidden guard_landing
guard_landing:
    /* As the calling convention has them, whatever the code that was left had made of them. */
    cld
    fninit
    ldmxcsr .Lmxcsr(%rip)
    xorl %eax, %eax
    movl $1, %edx
    jmp .Lleave
    .size guard_land, . - guard_land

    .section .rodata
    .p2align 2
.Lmxcsr:
    .long 0x1f80

#elif defined(__aarch64__)

    .text
    .globl guard_enter
    .hidden guard_enter
    .type guard_enter, @function
    .p2align 4
guard_enter:
    .cfi_startproc
    stp x29, x30, [sp, #-160]!
    .cfi_def_cfa_offset 160
    .cfi_offset x29, -160
    .cfi_offset x30, -152
    mov x29, sp
    .cfi_def_cfa_register x29
    stp x19, x20, [sp, #16]
    stp x21, x22, [sp, #32]
    stp x23, x24, [sp, #48]
    stp x25, x26, [sp, #64]
    stp x27, x28, [sp, #80]
    stp d8, d9, [sp, #96]
    stp d10, d11, [sp, #112]
    stp d12, d13, [sp, #128]
    stp d14, d15, [sp, #144]
    str x29, [x0]
    ldr x9, [x0, #8]
    mov x0, x1
    mov x1, x2
    mov x2, x3
    mov x3, x4
    mov x4, x5
    blr x9
    mov x1, #0
.Lleave:
    ldp x19, x20, [sp, #16]
    ldp x21, x22, [sp, #32]
    ldp x23, x24, [sp, #48]
    ldp x25, x26, [sp, #64]
    ldp x27, x28, [sp, #80]
    ldp d8, d9, [sp, #96]
    ldp d10, d11, [sp, #112]
    ldp d12, d13, [sp, #128]
    ldp d14, d15, [sp, #144]
    ldp x29, x30, [sp], #160
    .cfi_def_cfa sp, 0
    ret
    .cfi_endproc
    .size guard_enter, . - guard_enter

    .globl guard_land
    .hidden guard_land
    .type guard_land, @function
guard_land:
    mov sp, x0
    /* Falls through. */

    .globl guard_landing
    .hidden guard_landing
guard_landing:
    /* As the calling convention has it, whatever the code that was left had made of it. */
    msr fpcr, xzr
    mov x0, #0
    mov x1, #1
    b .Lleave
    .size guard_land, . - guard_land

#else
#error "the guarded entry is written for x86-64 and AArch64"
#endif

    .section .note.GNU-stack, "", %progbits
