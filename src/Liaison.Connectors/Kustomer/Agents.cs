using System.Collections.Concurrent;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>The people who work in Kustomer: all of them, and the one with an agent's e-mail address, remembered for a while.</summary>
internal sealed class Agents(KustomerClient client, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private const int MostKept = 5000;
    private const int PageSize = 500;
    private const int MostPages = 10;
    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>The user's id; a success with null when there is no such user.</returns>
    public async Task<Outcome<string?>> ByEmail(string email, Calls calls, CancellationToken cancel)
    {
        var name = email.Trim();
        if (kept.TryGetValue(name, out var known) && time.GetUtcNow() - known.At < Life)
        {
            return new Outcome<string?>.Success(known.Id);
        }
        if ((await client.Get("users?email=" + Uri.EscapeDataString(name), calls, cancel)).Failed(out var fault, out var answer))
        {
            return fault;
        }
        // Asked for somebody unknown, the list must be empty; a server that leaves the filter out would name just anybody.
        var id = answer.Items("data").Where(user => Usable(user) is null && string.Equals(Attributes(user).Text("email"), name, StringComparison.OrdinalIgnoreCase)).Select(user => user.Text("id")).FirstOrDefault();
        if (kept.Count > MostKept)
        {
            kept.Clear();
        }
        kept[name] = new Kept(id, time.GetUtcNow());
        return new Outcome<string?>.Success(id);
    }

    public async Task<Outcome<IReadOnlyList<SystemUser>>> List(Calls calls, CancellationToken cancel)
    {
        var users = new List<SystemUser>();
        for (var page = 1; page <= MostPages; page++)
        {
            if ((await client.Get($"users?page={page}&pageSize={PageSize}", calls, cancel, 2000)).Failed(out var fault, out var answer))
            {
                return fault;
            }
            var found = answer.Items("data").ToList();
            users.AddRange(found.Where(user => user.Text("id") is not null && Attributes(user).Text("userType") is not "machine").Select(user => new SystemUser(
                user.Text("id")!, Attributes(user).Text("displayName") ?? Attributes(user).Text("name") ?? user.Text("id")!, Attributes(user).Text("email") ?? "", Usable(user))));
            if (found.Count < PageSize)
            {
                break;
            }
        }
        return users;
    }

    /// <summary>Why conversations cannot be theirs; null when they can.</summary>
    private static string? Usable(JsonElement user) => Attributes(user) switch
    {
        var one when one.Text("deletedAt") is not null || one.Part("deleted") is { ValueKind: JsonValueKind.True or JsonValueKind.String } => "This user was deleted.",
        var one when one.Text("userType") is "machine" => "This is a program's user.",
        _ => null,
    };

    private static JsonElement Attributes(JsonElement user) => user.Part("attributes") ?? default;

    private sealed record Kept(string? Id, DateTimeOffset At);
}
