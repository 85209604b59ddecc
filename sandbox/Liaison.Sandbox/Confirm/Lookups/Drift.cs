using Liaison.Sandbox.Confirm.Faults;

namespace Liaison.Sandbox.Confirm.Lookups;

/// <summary>The code lists as they look while drift switches are on: somebody in Confirm has changed the set-up.</summary>
public static class Drift
{
    /// <param name="forRules">False gives the lists that lookups show; true those that requests are held to.</param>
    public static Catalogue Apply(Catalogue catalogue, IReadOnlyList<FaultSwitch> drifts, bool forRules)
    {
        if (drifts.Count == 0)
        {
            return catalogue;
        }

        var lists = drifts.Aggregate(catalogue.Lists, (changed, drift) => drift.Kind switch
        {
            FaultKind.MissingSubject when forRules && drift.LookupsOnly => changed,
            FaultKind.MissingSubject => changed with { Services = [.. changed.Services.Select(service => Without(service, drift))] },
            _ => changed with { AttributeTypes = [.. changed.AttributeTypes.Select(type => type.Code == drift.AttributeCode ? type with { Mandatory = true } : type)] },
        });
        return new Catalogue(lists);
    }

    private static Service Without(Service service, FaultSwitch drift) =>
        drift.ServiceCode is null || service.Code == drift.ServiceCode
            ? service with { Subjects = [.. service.Subjects.Where(subject => subject.Code != drift.SubjectCode)] }
            : service;
}
