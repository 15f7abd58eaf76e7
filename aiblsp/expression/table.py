"""The table behind `functions`: one row a function. Text, because that is the smallest thing to load and to read.

A head in brackets gives namespace and how far the value can be known; a row is: name, fewest and most arguments (`*`:
any number), category, what it returns, and after the colon the parameters.
"""

from __future__ import annotations

from typing import Final

ROWS: Final = """
[sys static]
add 2 2 numeric int: first, second
and 2 * logical bool: condition, condition, ...
array 1 1 array array: value
base64 1 1 string string: text
base64ToJson 1 1 string any: base64
base64ToString 1 1 string string: base64
bool 1 1 logical bool: value
buildUri 1 1 string string: parts
cidrHost 2 2 cidr string: network, index
cidrSubnet 3 3 cidr string: network, prefixLength, index
coalesce 1 * comparison any: value, [value], ...
concat 0 * array array|string: value, [value], ...
contains 2 2 array bool: container, item
createArray 0 * array array: [value], ...
createObject 0 * object object: [key], [value], ...
dataUri 1 1 string string: text
dataUriToString 1 1 string string: dataUri
dateTimeAdd 2 3 date string: base, duration, [format]
dateTimeFromEpoch 1 1 date string: seconds
dateTimeToEpoch 1 1 date int: dateTime
distinct 1 1 array array: array
div 2 2 numeric int: dividend, divisor
empty 1 1 array bool: value
endsWith 2 2 string bool: text, end
equals 2 2 comparison bool: first, second
false 0 0 logical bool:
filter 2 2 lambda array: array, lambda
first 1 1 array any: value
flatten 1 1 array array: arrays
float 1 1 numeric float: value
format 1 * string string: format, [value], ...
greater 2 2 comparison bool: first, second
greaterOrEquals 2 2 comparison bool: first, second
groupBy 2 3 lambda object: array, keyLambda, [valueLambda]
guid 1 * string string: text, [text], ...
if 3 3 logical any: condition, ifTrue, ifFalse
indexFromEnd 2 2 array any: array, position
indexOf 2 2 array int: container, item
int 1 1 numeric int: value
intersection 2 * array array|object: first, second, ...
items 1 1 object array: object
join 2 2 string string: array, delimiter
json 1 1 object any: text
last 1 1 array any: value
lastIndexOf 2 2 array int: container, item
length 1 1 array int: value
less 2 2 comparison bool: first, second
lessOrEquals 2 2 comparison bool: first, second
like 2 2 string bool: text, pattern
map 2 2 lambda array: array, lambda
mapValues 2 2 lambda object: object, lambda
max 1 * array int: value, [value], ...
min 1 * array int: value, [value], ...
mod 2 2 numeric int: dividend, divisor
mul 2 2 numeric int: first, second
not 1 1 logical bool: condition
null 0 0 object null:
objectKeys 1 1 object array: object
or 2 * logical bool: condition, condition, ...
padLeft 2 3 string string: value, length, [character]
parseCidr 1 1 cidr object: network
parseUri 1 1 string object: uri
range 2 2 array array: start, count
reduce 3 3 lambda any: array, initialValue, lambda
replace 3 3 string string: text, old, new
shallowMerge 1 1 object object: objects
skip 2 2 array array|string: value, count
sort 2 2 lambda array: array, lambda
split 2 2 string array: text, delimiter
startsWith 2 2 string bool: text, start
string 1 1 string string: value
sub 2 2 numeric int: first, second
substring 1 3 string string: text, [start], [length]
take 2 2 array array|string: value, count
toLower 1 1 string string: text
toObject 2 3 lambda object: array, keyLambda, [valueLambda]
toUpper 1 1 string string: text
trim 1 1 string string: text
true 0 0 logical bool:
tryGet 2 * array any: container, key, [key], ...
tryIndexFromEnd 2 2 array any: array, position
union 2 * array array|object: first, second, ...
uniqueString 1 * string string: text, [text], ...
uri 2 2 string string: base, relative
uriComponent 1 1 string string: text
uriComponentToString 1 1 string string: text

[sys context]
copyIndex 0 2 numeric int: [loopName], [offset]
extensions 1 1 deployment object: name
externalInputs 1 1 deployment any: name
lambda 2 * lambda lambda: variableName, [variableName], ..., expression
lambdaVariables 1 1 lambda any: variableName
parameters 1 1 deployment any: parameterName
variables 1 1 deployment any: variableName

[sys error]
fail 1 1 deployment never: message

[sys nondeterministic]
newGuid 0 0 string string:
utcNow 0 1 date string: [format]

[az static]
extensionResourceId 3 * resource string: resourceId, resourceType, resourceName, [resourceName], ...
tenantResourceId 2 * resource string: resourceType, resourceName, [resourceName], ...

[az scope]
deployer 0 0 deployment object:
deployment 0 0 deployment object:
environment 0 0 deployment object:
managementGroup 0 0 scope object:
managementGroupResourceId 2 * resource string: [managementGroupId], resourceType, resourceName, [resourceName], ...
resourceGroup 0 0 scope object:
resourceId 2 * resource string: [subscriptionId], [resourceGroupName], resourceType, resourceName, [resourceName], ...
subscription 0 0 scope object:
subscriptionResourceId 2 * resource string: [subscriptionId], resourceType, resourceName, [resourceName], ...
tenant 0 0 scope object:

[az runtime]
list 2 3 resource object: resource, apiVersion, [functionValues]
list* 2 3 resource object: resource, apiVersion, [functionValues]
listAccountSas 2 3 resource object: resource, apiVersion, [functionValues]
listAdminKeys 2 3 resource object: resource, apiVersion, [functionValues]
listAuthKeys 2 3 resource object: resource, apiVersion, [functionValues]
listCallbackUrl 2 3 resource object: resource, apiVersion, [functionValues]
listChannelWithKeys 2 3 resource object: resource, apiVersion, [functionValues]
listClusterAdminCredential 2 3 resource object: resource, apiVersion, [functionValues]
listConnectionStrings 2 3 resource object: resource, apiVersion, [functionValues]
listCredential 2 3 resource object: resource, apiVersion, [functionValues]
listCredentials 2 3 resource object: resource, apiVersion, [functionValues]
listKeys 2 3 resource object: resource, apiVersion, [functionValues]
listKeyValue 2 3 resource object: resource, apiVersion, [functionValues]
listOutputsWithSecureValues 2 3 resource object: resource, apiVersion, [functionValues]
listPackage 2 3 resource object: resource, apiVersion, [functionValues]
listQueryKeys 2 3 resource object: resource, apiVersion, [functionValues]
listSecrets 2 3 resource object: resource, apiVersion, [functionValues]
listServiceSas 2 3 resource object: resource, apiVersion, [functionValues]
listSyncFunctionTriggerStatus 2 3 resource object: resource, apiVersion, [functionValues]
pickZones 3 5 resource array: providerNamespace, resourceType, location, [numberOfZones], [offset]
providers 1 2 resource object: providerNamespace, [resourceType]
reference 1 3 resource object: resource, [apiVersion], ['Full']
references 1 2 resource array: symbolicName, ['Full']
resourceInfo 1 1 resource object: symbolicName
roleDefinitions 1 1 resource object: roleName
toLogicalZone 3 3 resource string: subscriptionId, location, physicalZone
toLogicalZones 3 3 resource array: subscriptionId, location, physicalZones
toPhysicalZone 3 3 resource string: subscriptionId, location, logicalZone
toPhysicalZones 3 3 resource array: subscriptionId, location, logicalZones
"""

# The names that a result is known to have.
MEMBERS: Final = {
    "deployment": "name properties location",
    "environment": (
        "name gallery graph portal graphAudience activeDirectoryDataLake batch media sqlManagement vmImageAliasDoc "
        "resourceManager authentication suffixes"
    ),
    "listAccountSas": "accountSasToken",
    "listAdminKeys": "primaryKey secondaryKey",
    "listAuthKeys": "authKey1 authKey2",
    "listCallbackUrl": "value method basePath queries relativePath relativePathParameters",
    "listChannelWithKeys": "resource setting id location properties provisioningState entityTag changedTime",
    "listClusterAdminCredential": "kubeconfigs",
    "listConnectionStrings": "connectionStrings",
    "listCredential": "properties",
    "listCredentials": "username passwords",
    "listKeyValue": "value",
    "listQueryKeys": "value",
    "listServiceSas": "serviceSasToken",
    "listSyncFunctionTriggerStatus": "status",
    "managementGroup": "id name type properties",
    "parseCidr": "network netmask broadcast firstUsable lastUsable cidr",
    "resourceGroup": "id name location tags properties",
    "subscription": "displayName id subscriptionId tenantId",
    "tenant": "countryCode displayName id tenantId",
}
