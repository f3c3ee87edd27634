/* wavstat FILE.wav: what a 16-bit capture sounds like, as one line of key=value: length, the stretch that sounds, its level,
 * and the silent holes of 1 ms and more in it. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOUNDING = 64, SILENT = 8 };

static uint32_t little(const uint8_t *bytes, int count)
{
    uint32_t value = 0;
    for (int i = count - 1; i >= 0; i--) value = value << 8 | bytes[i];
    return value;
}

/* Goes to the samples; returns frames of one ear (the first), which the caller frees. */
static int16_t *read_samples(FILE *file, long *count, long *rate)
{
    uint8_t head[12], chunk[8], format[40] = { 0 };
    if (fread(head, 1, 12, file) != 12 || memcmp(head, "RIFF", 4)) return NULL;
    for (;;) {
        if (fread(chunk, 1, 8, file) != 8) return NULL;
        uint32_t length = little(chunk + 4, 4);
        if (!memcmp(chunk, "data", 4)) break;
        if (!memcmp(chunk, "fmt ", 4) && length <= sizeof format) {
            if (fread(format, 1, length, file) != length) return NULL;
        } else if (fseek(file, length, SEEK_CUR)) return NULL;
    }
    int channels = little(format + 2, 2);
    if (little(format + 14, 2) != 16 || channels < 1 || channels > 8) return NULL;
    *rate = little(format + 4, 4);
    long room = 1 << 20;
    int16_t *samples = malloc(room * sizeof *samples), frame[8];
    /* A recorder that was stopped leaves no length in the header: all there is is read. */
    for (*count = 0; fread(frame, sizeof *frame, channels, file) == (size_t)channels; (*count)++) {
        if (*count == room) samples = realloc(samples, (room *= 2) * sizeof *samples);
        samples[*count] = frame[0];
    }
    return samples;
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    long count, rate, first = -1, last = -1, holes = 0, longest = 0, quiet = 0;
    int16_t *samples = file ? read_samples(file, &count, &rate) : NULL;
    if (!samples) { fprintf(stderr, "wavstat: a 16-bit WAV file expected\n"); return 1; }
    for (long i = 0; i < count; i++)
        if (abs(samples[i]) > SOUNDING) { if (first < 0) first = i; last = i; }
    printf("seconds=%.3f", (double)count / rate);
    if (first < 0) { printf(" silent\n"); return 0; }
    double energy = 0;
    for (long i = first; i <= last; i++) {
        energy += (double)samples[i] * samples[i];
        if (abs(samples[i]) <= SILENT) { quiet++; continue; }
        if (quiet >= rate / 1000) { holes++; if (quiet > longest) longest = quiet; }
        quiet = 0;
    }
    printf(" sound_from=%.3f sound_to=%.3f rms_dbfs=%.1f holes=%ld longest_hole_ms=%.1f\n", (double)first / rate, (double)last / rate,
        20 * log10(sqrt(energy / (last - first + 1)) / 32768), holes, 1000.0 * longest / rate);
    return 0;
}
