using Xunit;

namespace Liaison.Tests.Limits;

/// <summary>Tests that measure what the whole process allocates, or that go by the clock; they run when nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
    public const long Megabyte = 1024 * 1024;

    /// <summary>How many bytes were allocated meanwhile, by all threads.</summary>
    public static async Task<long> Allocated(Func<Task> work)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await work();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private Alone() { }
}
