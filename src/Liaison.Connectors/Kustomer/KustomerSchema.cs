using System.Collections.Concurrent;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>A custom attribute as it is described.</summary>
/// <param name="Options">The values that there are; empty for free ones.</param>
internal sealed record DescribedAttribute(string Name, string Label, IReadOnlyList<Code> Options);

/// <summary>A type of record with its custom attributes.</summary>
internal sealed record DescribedResource(Resource Resource, string Label, IReadOnlyList<DescribedAttribute> Attributes);

/// <summary>Which record types and custom attributes the organisation has, remembered for a while. It serves editors only: nothing is asked for when something is written.</summary>
internal sealed class KustomerSchema(KustomerClient client, TimeProvider time)
{
    private const int MostObjects = 40;

    /// <summary>A description fills much of the log and says little there.</summary>
    private const int Shown = 2000;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Whoever doubts a description gets a newer one, but not at every question.</summary>
    private static readonly TimeSpan Doubtable = TimeSpan.FromSeconds(30);
    private static readonly (string Type, string Label)[] Standard = [(Resource.Customer, "Customer"), (Resource.Conversation, "Conversation"), (Resource.Company, "Company")];
    private readonly Turnstile gate = new();
    private readonly ConcurrentDictionary<string, (IReadOnlyList<DescribedAttribute>? Attributes, DateTimeOffset At)> single = new(StringComparer.Ordinal);
    private volatile Kept? kept;

    /// <param name="fresh">Asks now, whatever is remembered.</param>
    public async Task<Outcome<IReadOnlyList<DescribedResource>>> All(bool fresh, Calls calls, CancellationToken cancel)
    {
        var before = kept;
        if (!fresh && Usable(before) is { } ready)
        {
            return ready;
        }
        return await gate.Through(async () => kept != before && Usable(kept) is { } other ? other : await Ask(calls, cancel), cancel);
    }

    /// <summary>One type's custom attributes, with one call if they are not known: somebody may be waiting.</summary>
    /// <param name="fresh">What is remembered is in doubt.</param>
    /// <returns>A success with null when the key may not see descriptions.</returns>
    public async Task<Outcome<IReadOnlyList<DescribedAttribute>?>> AttributesOf(Resource resource, bool fresh, Calls calls, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (!fresh && kept is { } all && now - all.At < Life && all.All.FirstOrDefault(one => one.Resource.Type == resource.Type) is { } described)
        {
            return new Outcome<IReadOnlyList<DescribedAttribute>?>.Success(described.Attributes);
        }
        if (single.TryGetValue(resource.Type, out var known) && now - known.At < (fresh ? Doubtable : Life))
        {
            return new Outcome<IReadOnlyList<DescribedAttribute>?>.Success(known.Attributes);
        }
        if ((await client.Get($"metadata/{resource.Metadata}", calls, cancel, Shown)).Failed(out var fault, out var answer) && fault.Kind is not (FaultKind.NotFound or FaultKind.Permission))
        {
            return fault;
        }
        if (fault is { Kind: FaultKind.NotFound } && resource.IsObject)
        {
            return TogetherWriter.NoSuchType(resource.Type);
        }
        IReadOnlyList<DescribedAttribute>? attributes = fault is { Kind: FaultKind.Permission } ? null : [.. Attributes(answer)];
        single[resource.Type] = (attributes, now);
        return new Outcome<IReadOnlyList<DescribedAttribute>?>.Success(attributes);
    }

    private Outcome<IReadOnlyList<DescribedResource>>? Usable(Kept? known) => known is not null && time.GetUtcNow() - known.At < Life ? new Outcome<IReadOnlyList<DescribedResource>>.Success(known.All) : null;

    private async Task<Outcome<IReadOnlyList<DescribedResource>>> Ask(Calls calls, CancellationToken cancel)
    {
        if ((await client.Get("klasses?status=enabled&pageSize=100", calls, cancel, Shown)).Failed(out var fault, out var klasses))
        {
            return fault;
        }
        var own = klasses.Items("data").Select(klass => klass.Part("attributes") ?? default).Where(klass => klass.Text("name") is not null)
            .Select(klass => (Type: Resource.ObjectPrefix + klass.Text("name"), Label: klass.Text("displayName") ?? klass.Text("displayname") ?? klass.Text("name")!)).OrderBy(klass => klass.Type, StringComparer.Ordinal).Take(MostObjects);
        var all = new List<DescribedResource>();
        foreach (var (type, label) in Standard.Concat(own))
        {
            if (Resource.Of(type) is not { } resource)
            {
                continue;
            }
            if ((await client.Get($"metadata/{resource.Metadata}", calls, cancel, Shown)).Failed(out fault, out var answer))
            {
                // What nobody has described yet has no attributes of its own.
                if (fault.Kind != FaultKind.NotFound)
                {
                    return fault;
                }
                answer = default;
            }
            all.Add(new DescribedResource(resource, label, [.. Attributes(answer)]));
        }
        kept = new Kept(all, time.GetUtcNow());
        return all;
    }

    private static IEnumerable<DescribedAttribute> Attributes(JsonElement answer)
    {
        var properties = ((answer.Part("data") ?? default).Part("attributes") ?? default).Part("properties") ?? default;
        return properties.ValueKind != JsonValueKind.Object ? [] : properties.EnumerateObject().Where(one => CustomAttribute.SuffixOf(one.Name) is not null)
            .Select(one => new DescribedAttribute(one.Name, one.Value.Text("displayName") ?? one.Name, [.. one.Value.Texts("enumeration").Select(option => new Code(option, option)).Concat(Tree(one.Value.Part("tree") ?? default, null))]));
    }

    private static IEnumerable<Code> Tree(JsonElement node, string? parent)
    {
        foreach (var child in node.Items("children"))
        {
            if (child.Text("id") is { } id)
            {
                yield return new Code(id, child.Text("displayName") ?? id, parent);
                foreach (var deeper in Tree(child, id))
                {
                    yield return deeper;
                }
            }
        }
    }

    private sealed record Kept(IReadOnlyList<DescribedResource> All, DateTimeOffset At);
}
