/* golden LIBRARY PACKAGE <DESCRIPTION: replays a model package's golden vector through the C API of libonnxruntime, on the processor
 * that this is compiled for. DESCRIPTION is what golden.sh makes of manifest and golden vector: words and numbers in the order read here.
 *
 * The table of functions is that of API version 11, by position, as in the C# binding. */
#include <dlfcn.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLOAT = 1, INT64 = 7, MOST_TENSORS = 32, MOST_FIELDS = 8 };
enum {
    GET_ERROR_MESSAGE = 2, CREATE_ENV = 3, CREATE_SESSION = 7, RUN = 9, CREATE_SESSION_OPTIONS = 10, SET_INTRA_THREADS = 24,
    GET_INPUT_COUNT = 30, GET_INPUT_NAME = 36, CREATE_TENSOR_WITH_DATA = 49, CREATE_MEMORY_INFO = 68, GET_ALLOCATOR = 78,
};

typedef void *(*function)();

static function *table;
static void *memory;

static void check(void *status, const char *what)
{
    if (!status) return;
    fprintf(stderr, "golden: %s: %s\n", what, ((const char *(*)(void *))table[GET_ERROR_MESSAGE])(status));
    exit(1);
}

static void *tensor(void *data, int64_t bytes, int type, int64_t a, int64_t b, int64_t c, int rank)
{
    int64_t shape[3] = { a, b, c };
    void *value = NULL;
    check(table[CREATE_TENSOR_WITH_DATA](memory, data, (size_t)bytes, shape, (size_t)rank, type, &value), "tensor");
    return value;
}

static void *session(void *env, void *options, const char *folder, const char *file)
{
    char path[4096];
    void *made = NULL;
    snprintf(path, sizeof path, "%s/%s", folder, file);
    check(table[CREATE_SESSION](env, path, options, &made), file);
    return made;
}

static int has_input(void *session, const char *wanted)
{
    size_t count = 0;
    void *allocator = NULL;
    check(table[GET_ALLOCATOR](&allocator), "allocator");
    check(table[GET_INPUT_COUNT](session, &count), "inputs");
    for (size_t i = 0; i < count; i++) {
        char *name = NULL;
        check(table[GET_INPUT_NAME](session, i, allocator, &name), "input");
        if (!strcmp(name, wanted)) return 1;
    }
    return 0;
}

static long number(void) { long value; if (scanf("%ld", &value) != 1) { fprintf(stderr, "golden: a number expected\n"); exit(2); } return value; }

static double real(void) { double value; if (scanf("%lf", &value) != 1) { fprintf(stderr, "golden: a number expected\n"); exit(2); } return value; }

int main(int argc, char **argv)
{
    if (argc != 3) { fprintf(stderr, "golden LIBRARY PACKAGE <DESCRIPTION\n"); return 2; }
    void *library = dlopen(argv[1], RTLD_NOW);
    if (!library) { fprintf(stderr, "golden: %s\n", dlerror()); return 1; }
    void **base = ((void **(*)(void))dlsym(library, "OrtGetApiBase"))();
    table = (function *)((void *(*)(uint32_t))base[0])(11);
    const char *version = ((const char *(*)(void))base[1])();

    long steps = number(), inputs = number(), states = 2 * number(), hidden = number(), head = number(), fields = number();
    double tolerance = real(), worst = 0;
    char file[256];
    void *env = NULL, *options = NULL;
    check(table[CREATE_ENV](3, "golden", &env), "environment");
    check(table[CREATE_SESSION_OPTIONS](&options), "options");
    check(table[SET_INTRA_THREADS](options, 1), "threads");
    check(table[CREATE_MEMORY_INFO]("Cpu", 1, 0, 0, &memory), "memory");

    if (scanf("%255s", file) != 1) return 2;
    void *step = session(env, options, argv[2], file);
    int64_t *tokens = calloc(inputs, sizeof *tokens);
    float *features = calloc(fields * head, sizeof *features), *state[2];
    for (int i = 0; i < 2; i++) state[i] = calloc(states * hidden, sizeof(float));
    char names[2 * MOST_TENSORS][16];
    const char *in_names[MOST_TENSORS] = { "tokens" }, *out_names[MOST_TENSORS] = { "features" };
    for (int i = 0; i < states; i++) {
        sprintf(names[2 * i], "state.%d", i);
        sprintf(names[2 * i + 1], "next.%d", i);
        in_names[i + 1] = names[2 * i];
        out_names[i + 1] = names[2 * i + 1];
    }
    for (long s = 0; s < steps; s++) {
        void *in[MOST_TENSORS], *out[MOST_TENSORS];
        for (long i = 0; i < inputs; i++) tokens[i] = number();
        in[0] = tensor(tokens, inputs * 8, INT64, 1, inputs, 0, 2);
        out[0] = tensor(features, fields * head * 4, FLOAT, 1, fields * head, 0, 2);
        for (int i = 0; i < states; i++) {
            in[i + 1] = tensor(state[s & 1] + i * hidden, hidden * 4, FLOAT, 1, 1, hidden, 3);
            out[i + 1] = tensor(state[~s & 1] + i * hidden, hidden * 4, FLOAT, 1, 1, hidden, 3);
        }
        check(table[RUN](step, NULL, in_names, in, (size_t)(states + 1), out_names, (size_t)(states + 1), out), "step");
    }

    int64_t chosen[MOST_FIELDS];
    long greedy_right = 0;
    for (long f = 0; f < fields; f++) {
        if (scanf("%255s", file) != 1) return 2;
        long size = number(), greedy = number(), offset = number(), best = 0;
        float *logits = calloc(size, sizeof *logits);
        const char *head_in[3] = { "features" }, *head_out[] = { "logits" };
        void *in[3] = { tensor(features + f * head, head * 4, FLOAT, 1, head, 0, 2) };
        void *out[1] = { tensor(logits, size * 4, FLOAT, 1, size, 0, 2) };
        void *graph = session(env, options, argv[2], file);
        size_t count = 1;
        if (f > 0) { head_in[count] = "chosen"; in[count++] = tensor(chosen, f * 8, INT64, 1, f, 0, 2); }
        /* Some heads see the step's own tokens, too. */
        if (has_input(graph, "tokens")) { head_in[count] = "tokens"; in[count++] = tensor(tokens, inputs * 8, INT64, 1, inputs, 0, 2); }
        check(table[RUN](graph, NULL, head_in, in, count, head_out, (size_t)1, out), file);
        for (long i = 0; i < size; i++) {
            double difference = fabs(logits[i] - real());
            if (!(difference <= worst)) worst = difference;
            if (logits[i] > logits[best]) best = i;
        }
        greedy_right += best == greedy;
        chosen[f] = greedy + offset;
    }
    printf("ONNX Runtime %s: %ld steps, worst logit %.4f off (tolerance %.4f), %ld of %ld greedy values right\n", version, steps, worst, tolerance, greedy_right, fields);
    return worst <= tolerance ? 0 : 1;
}
