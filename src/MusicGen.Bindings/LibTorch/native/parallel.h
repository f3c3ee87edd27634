// Work shared out over libtorch's threads (the same OpenMP pool where both link the same OpenMP library).
#pragma once

#include <ATen/Parallel.h>
#include <algorithm>
#ifdef _OPENMP
#include <omp.h>
#endif

namespace mgt {

// The share [begin, end) of `count` things that falls to one of `parts`.
struct Share {
    int64_t begin, end;
    Share(int64_t count, int64_t part, int64_t parts) : begin(count * part / parts), end(count * (part + 1) / parts) {}
};

// Calls body(part, parts) on each thread at once; within it, barrier() waits for all of them.
template <class Body>
void in_parallel(int64_t wanted, Body&& body) {
#ifdef _OPENMP
    int threads = static_cast<int>(std::max<int64_t>(1, std::min<int64_t>(wanted, at::get_num_threads())));
    if (threads > 1 && !omp_in_parallel()) {
#pragma omp parallel num_threads(threads)
        body(omp_get_thread_num(), omp_get_num_threads());
        return;
    }
#endif
    body(0, 1);
}

inline void barrier() {
#ifdef _OPENMP
#pragma omp barrier
#endif
}

}  // namespace mgt
