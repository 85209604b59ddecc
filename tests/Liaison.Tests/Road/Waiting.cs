using Xunit;

namespace Liaison.Tests.Road;

/// <summary>Waits for something that other threads bring about.</summary>
internal static class Waiting
{
    public static async Task Until(Func<Task<bool>> so, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(so))] string what = "")
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await so())
        {
            Assert.False(limit.IsCancellationRequested, $"Waited in vain for: {what}");
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
