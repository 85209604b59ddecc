using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>The record types and fields for the mapping editor: what every organisation has, and its own custom attributes and objects.</summary>
internal sealed class KustomerFields(KustomerSchema schema, TimeProvider time)
{
    private const string YesNo = "boolean";
    private const string Own = "Custom attributes";

    public async Task<Outcome<IReadOnlyList<RecordType>>> Describe(Calls calls, CancellationToken cancel) => (await schema.All(fresh: true, calls, cancel)).Match<Outcome<IReadOnlyList<RecordType>>>(
        all => all.Select(one => new RecordType(one.Resource.Type, one.Label, [.. one.Resource.Standard.Select(field => Of(one.Resource, field)), .. one.Attributes.Select(attribute => Of(one.Resource, attribute))])).ToList(),
        fault => fault);

    /// <param name="list">As <c>conversation/status</c> or <c>customer/custom.tierStr</c>.</param>
    public async Task<Outcome<CodeList>> Codes(string list, bool fresh, Calls calls, CancellationToken cancel)
    {
        CodeList Fixed(IEnumerable<Code> codes) => new([.. codes], time.GetUtcNow(), Stale: false);
        if (list == YesNo)
        {
            return Fixed([new Code("true", "Yes"), new Code("false", "No")]);
        }
        var (type, name) = list.Split('/', 2) is [var before, var after] ? (before, after) : (list, "");
        if (Resource.Of(type)?.Standard.FirstOrDefault(field => field.Name == name)?.Codes is { } codes)
        {
            return Fixed(codes.Select(code => new Code(code, code)));
        }
        return (await schema.All(fresh, calls, cancel)).Match<Outcome<CodeList>>(
            all => all.FirstOrDefault(one => one.Resource.Type == type)?.Attributes.FirstOrDefault(attribute => CustomAttribute.Prefix + attribute.Name == name) is { } found ? Fixed(found.Options)
                : new Fault(FaultKind.NotFound, $"There is no list “{list}”. Lists are named like conversation/status."),
            fault => fault);
    }

    private static FieldDescription Of(Resource resource, StandardField field) => new(
        field.Name, field.Label, field.Group, field.Type, field.Length, field.Creatable, field.Updatable || field.Name.StartsWith("message.", StringComparison.Ordinal), Readable: !field.Name.StartsWith("message.", StringComparison.Ordinal) && field.Name != "note",
        field.Required, field.Codes is null ? null : $"{resource.Type}/{field.Name}");

    private static FieldDescription Of(Resource resource, DescribedAttribute attribute)
    {
        var suffix = CustomAttribute.SuffixOf(attribute.Name)!;
        var name = CustomAttribute.Prefix + attribute.Name;
        return new FieldDescription(name, attribute.Label, Own, attribute.Options.Count > 0 ? "code" : CustomAttribute.TypeOf(suffix), CustomAttribute.LengthOf(suffix), Creatable: true, Updatable: true, Readable: true,
            Codes: attribute.Options.Count > 0 ? $"{resource.Type}/{name}" : suffix == "Bool" ? YesNo : null);
    }
}
