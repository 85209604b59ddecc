using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>The largest file that the environment takes, as it says itself, counted in Base64; asked for once an hour.</summary>
internal sealed class UploadLimit(DynamicsClient client, TimeProvider time)
{
    private const int Default = 5_242_880;
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private volatile Kept? kept;

    public async Task<Outcome<long>> Get(Calls calls, CancellationToken cancel)
    {
        if (kept is { } known && time.GetUtcNow() - known.At < Life)
        {
            return known.Bytes;
        }
        if ((await client.Ask(new DynamicsCall(HttpMethod.Get, "organizations?$select=maxuploadfilesize"), calls, cancel)).Failed(out var fault, out var answer))
        {
            return fault;
        }
        kept = new Kept(answer.Items("value").Select(one => one.Number("maxuploadfilesize")).FirstOrDefault() ?? Default, time.GetUtcNow());
        return kept.Bytes;
    }

    private sealed record Kept(long Bytes, DateTimeOffset At);
}
