"""The contract without its prose, as Python that loads at once. Written by `python -m aiblsp.schema.publish`."""
# fmt: off

from __future__ import annotations

from typing import Any, Final

CONTRACT: Final[dict[str, Any]] = {
 "imageTemplates": {
  "type": "object",
  "required": [
   "name",
   "location"
  ],
  "properties": {
   "id": {
    "type": "string",
    "readOnly": True
   },
   "name": {
    "type": "string",
    "pattern": "^[A-Za-z0-9-_.]{1,64}$",
    "before": {
     "2019-05-01-preview": {
      "pattern": "^[A-Za-z0-9-_]{1,64}$"
     }
    }
   },
   "type": {
    "type": "string",
    "readOnly": True,
    "free": True,
    "values": {
     "Microsoft.VirtualMachineImages/imageTemplates": {}
    }
   },
   "apiVersion": {
    "type": "string",
    "open": True,
    "readOnly": True,
    "free": True,
    "values": {
     "2018-02-01-preview": {},
     "2019-02-01-preview": {},
     "2019-05-01-preview": {},
     "2020-02-14": {},
     "2021-10-01": {},
     "2022-02-14": {},
     "2022-07-01": {},
     "2023-07-01": {},
     "2024-02-01": {},
     "2025-10-01": {}
    }
   },
   "location": {
    "type": "string"
   },
   "tags": {
    "type": "object",
    "additionalProperties": {
     "type": "string"
    }
   },
   "identity": {
    "type": "object",
    "requiredSince": "2020-02-14",
    "since": "2019-05-01-preview",
    "properties": {
     "type": {
      "type": "string",
      "values": {
       "UserAssigned": {},
       "None": {}
      }
     },
     "userAssignedIdentities": {
      "type": "object",
      "additionalProperties": {
       "type": "object",
       "properties": {
        "principalId": {
         "type": "string",
         "readOnly": True
        },
        "clientId": {
         "type": "string",
         "readOnly": True
        }
       }
      }
     }
    }
   },
   "systemData": {
    "type": "object",
    "readOnly": True,
    "since": "2021-10-01",
    "properties": {
     "createdBy": {
      "type": "string"
     },
     "createdByType": {
      "type": "string",
      "open": True,
      "values": {
       "User": {},
       "Application": {},
       "ManagedIdentity": {},
       "Key": {}
      }
     },
     "createdAt": {
      "type": "string"
     },
     "lastModifiedBy": {
      "type": "string"
     },
     "lastModifiedByType": {
      "type": "string",
      "open": True,
      "values": {
       "User": {},
       "Application": {},
       "ManagedIdentity": {},
       "Key": {}
      }
     },
     "lastModifiedAt": {
      "type": "string"
     }
    }
   },
   "properties": {
    "type": "object",
    "required": [
     "source",
     "distribute"
    ],
    "properties": {
     "source": {
      "type": "object",
      "required": [
       "type"
      ],
      "discriminator": "type",
      "properties": {
       "type": {
        "type": "string"
       }
      },
      "types": {
       "PlatformImage": {
        "type": "object",
        "required": [
         "type"
        ],
        "properties": {
         "publisher": {
          "type": "string"
         },
         "offer": {
          "type": "string"
         },
         "sku": {
          "type": "string"
         },
         "version": {
          "type": "string"
         },
         "planInfo": {
          "type": "object",
          "required": [
           "planName",
           "planProduct",
           "planPublisher"
          ],
          "since": "2020-02-14",
          "properties": {
           "planName": {
            "type": "string",
            "aliases": [
             "name"
            ]
           },
           "planProduct": {
            "type": "string",
            "aliases": [
             "product"
            ]
           },
           "planPublisher": {
            "type": "string",
            "aliases": [
             "publisher"
            ]
           }
          }
         },
         "exactVersion": {
          "type": "string",
          "readOnly": True,
          "since": "2021-10-01"
         }
        }
       },
       "ManagedImage": {
        "type": "object",
        "required": [
         "type",
         "imageId"
        ],
        "since": "2019-02-01-preview",
        "properties": {
         "imageId": {
          "type": "string"
         }
        }
       },
       "SharedImageVersion": {
        "type": "object",
        "required": [
         "type",
         "imageVersionId"
        ],
        "since": "2019-05-01-preview",
        "properties": {
         "imageVersionId": {
          "type": "string"
         },
         "exactVersion": {
          "type": "string",
          "readOnly": True,
          "since": "2022-07-01"
         }
        }
       },
       "ISO": {
        "type": "object",
        "required": [
         "type",
         "sourceURI",
         "sourceUri",
         "sha256Checksum"
        ],
        "until": "2019-05-01-preview",
        "properties": {
         "sourceURI": {
          "type": "string",
          "replacedBy": "sourceUri",
          "until": "2019-02-01-preview"
         },
         "sourceUri": {
          "type": "string",
          "since": "2019-05-01-preview"
         },
         "sha256Checksum": {
          "type": "string"
         }
        }
       }
      }
     },
     "customize": {
      "type": "array",
      "items": {
       "type": "object",
       "required": [
        "type"
       ],
       "discriminator": "type",
       "properties": {
        "type": {
         "type": "string"
        },
        "name": {
         "type": "string"
        }
       },
       "types": {
        "Shell": {
         "type": "object",
         "required": [
          "type"
         ],
         "since": "2019-02-01-preview",
         "properties": {
          "inline": {
           "type": "array",
           "items": {
            "type": "string"
           }
          },
          "scriptUri": {
           "type": "string",
           "aliases": [
            "script",
            "scriptUrl",
            "uri"
           ],
           "since": "2019-05-01-preview"
          },
          "sha256Checksum": {
           "type": "string",
           "since": "2019-05-01-preview"
          },
          "script": {
           "type": "string",
           "replacedBy": "scriptUri",
           "until": "2019-02-01-preview"
          }
         }
        },
        "PowerShell": {
         "type": "object",
         "required": [
          "type"
         ],
         "since": "2019-02-01-preview",
         "properties": {
          "inline": {
           "type": "array",
           "items": {
            "type": "string"
           }
          },
          "scriptUri": {
           "type": "string",
           "aliases": [
            "script",
            "scriptUrl",
            "uri"
           ],
           "since": "2019-05-01-preview"
          },
          "sha256Checksum": {
           "type": "string",
           "since": "2019-05-01-preview"
          },
          "runElevated": {
           "type": "boolean",
           "since": "2019-05-01-preview"
          },
          "runAsSystem": {
           "type": "boolean",
           "since": "2020-02-14"
          },
          "validExitCodes": {
           "type": "array",
           "items": {
            "type": "integer"
           }
          },
          "script": {
           "type": "string",
           "replacedBy": "scriptUri",
           "until": "2019-02-01-preview"
          }
         }
        },
        "WindowsRestart": {
         "type": "object",
         "required": [
          "type"
         ],
         "since": "2019-02-01-preview",
         "properties": {
          "restartCommand": {
           "type": "string"
          },
          "restartCheckCommand": {
           "type": "string"
          },
          "restartTimeout": {
           "type": "string"
          }
         }
        },
        "WindowsUpdate": {
         "type": "object",
         "required": [
          "type"
         ],
         "since": "2020-02-14",
         "properties": {
          "searchCriteria": {
           "type": "string"
          },
          "filters": {
           "type": "array",
           "items": {
            "type": "string"
           }
          },
          "updateLimit": {
           "type": "integer",
           "minimum": 0
          }
         }
        },
        "File": {
         "type": "object",
         "required": [
          "type"
         ],
         "since": "2019-05-01-preview",
         "properties": {
          "sourceUri": {
           "type": "string",
           "aliases": [
            "fileUri",
            "scriptUri",
            "uri"
           ]
          },
          "destination": {
           "type": "string"
          },
          "sha256Checksum": {
           "type": "string"
          }
         }
        },
        "shell": {
         "type": "object",
         "required": [
          "type"
         ],
         "until": "2018-02-01-preview",
         "properties": {
          "script": {
           "type": "string"
          }
         }
        }
       }
      }
     },
     "optimize": {
      "type": "object",
      "since": "2022-07-01",
      "properties": {
       "vmBoot": {
        "type": "object",
        "properties": {
         "state": {
          "type": "string",
          "values": {
           "Enabled": {},
           "Disabled": {}
          }
         }
        }
       },
       "workload": {
        "type": "object",
        "since": "2025-10-01",
        "properties": {
         "state": {
          "type": "string",
          "values": {
           "Enabled": {},
           "Disabled": {}
          }
         },
         "scriptUri": {
          "type": "string",
          "aliases": [
           "script",
           "uri"
          ]
         },
         "sha256Checksum": {
          "type": "string"
         }
        }
       }
      }
     },
     "validate": {
      "type": "object",
      "since": "2022-02-14",
      "properties": {
       "continueDistributeOnFailure": {
        "type": "boolean"
       },
       "sourceValidationOnly": {
        "type": "boolean"
       },
       "inVMValidations": {
        "type": "array",
        "items": {
         "type": "object",
         "required": [
          "type"
         ],
         "discriminator": "type",
         "properties": {
          "type": {
           "type": "string"
          },
          "name": {
           "type": "string"
          }
         },
         "types": {
          "Shell": {
           "type": "object",
           "required": [
            "type"
           ],
           "properties": {
            "inline": {
             "type": "array",
             "items": {
              "type": "string"
             }
            },
            "scriptUri": {
             "type": "string",
             "aliases": [
              "script",
              "scriptUrl",
              "uri"
             ]
            },
            "sha256Checksum": {
             "type": "string"
            }
           }
          },
          "PowerShell": {
           "type": "object",
           "required": [
            "type"
           ],
           "properties": {
            "inline": {
             "type": "array",
             "items": {
              "type": "string"
             }
            },
            "scriptUri": {
             "type": "string",
             "aliases": [
              "script",
              "scriptUrl",
              "uri"
             ]
            },
            "sha256Checksum": {
             "type": "string"
            },
            "runElevated": {
             "type": "boolean"
            },
            "runAsSystem": {
             "type": "boolean"
            },
            "validExitCodes": {
             "type": "array",
             "items": {
              "type": "integer"
             }
            }
           }
          },
          "File": {
           "type": "object",
           "required": [
            "type"
           ],
           "since": "2022-07-01",
           "properties": {
            "sourceUri": {
             "type": "string",
             "aliases": [
              "fileUri",
              "scriptUri",
              "uri"
             ]
            },
            "destination": {
             "type": "string"
            },
            "sha256Checksum": {
             "type": "string"
            }
           }
          }
         }
        }
       }
      }
     },
     "distribute": {
      "type": "array",
      "items": {
       "type": "object",
       "required": [
        "type",
        "runOutputName"
       ],
       "discriminator": "type",
       "properties": {
        "type": {
         "type": "string"
        },
        "runOutputName": {
         "type": "string",
         "pattern": "^[A-Za-z0-9-_.]{1,64}$",
         "aliases": [
          "name",
          "outputName"
         ],
         "before": {
          "2019-05-01-preview": {
           "pattern": "^[A-Za-z0-9-_]{1,64}$"
          }
         }
        },
        "artifactTags": {
         "type": "object",
         "aliases": [
          "tags",
          "aritfactTags"
         ],
         "additionalProperties": {
          "type": "string"
         }
        }
       },
       "types": {
        "SharedImage": {
         "type": "object",
         "required": [
          "type",
          "runOutputName",
          "galleryImageId"
         ],
         "since": "2019-02-01-preview",
         "properties": {
          "galleryImageId": {
           "type": "string"
          },
          "targetRegions": {
           "type": "array",
           "since": "2022-07-01",
           "items": {
            "type": "object",
            "required": [
             "name"
            ],
            "properties": {
             "name": {
              "type": "string",
              "aliases": [
               "region",
               "location"
              ]
             },
             "replicaCount": {
              "type": "integer",
              "minimum": 1,
              "aliases": [
               "regionalReplicaCount"
              ]
             },
             "storageAccountType": {
              "type": "string",
              "open": True,
              "values": {
               "Standard_LRS": {},
               "Standard_ZRS": {},
               "Premium_LRS": {
                "since": "2022-07-01"
               }
              }
             }
            }
           }
          },
          "replicationRegions": {
           "type": "array",
           "requiredUntil": "2022-02-14",
           "replacedBy": "targetRegions",
           "items": {
            "type": "string"
           }
          },
          "versioning": {
           "type": "object",
           "required": [
            "scheme"
           ],
           "discriminator": "scheme",
           "since": "2022-07-01",
           "properties": {
            "scheme": {
             "type": "string"
            }
           },
           "types": {
            "Latest": {
             "type": "object",
             "required": [
              "scheme"
             ],
             "properties": {
              "major": {
               "type": "integer",
               "minimum": -1
              }
             }
            },
            "Source": {
             "type": "object",
             "required": [
              "scheme"
             ],
             "properties": {}
            }
           }
          },
          "excludeFromLatest": {
           "type": "boolean",
           "since": "2020-02-14"
          },
          "storageAccountType": {
           "type": "string",
           "open": True,
           "replacedBy": "targetRegions",
           "since": "2020-02-14",
           "values": {
            "Standard_LRS": {},
            "Standard_ZRS": {},
            "Premium_LRS": {
             "since": "2022-07-01"
            }
           }
          },
          "replicationMode": {
           "type": "string",
           "open": True,
           "since": "2025-10-01",
           "values": {
            "Full": {},
            "Shallow": {}
           }
          }
         }
        },
        "ManagedImage": {
         "type": "object",
         "required": [
          "type",
          "runOutputName",
          "imageId",
          "location"
         ],
         "since": "2019-02-01-preview",
         "properties": {
          "imageId": {
           "type": "string"
          },
          "location": {
           "type": "string",
           "aliases": [
            "region"
           ]
          }
         }
        },
        "VHD": {
         "type": "object",
         "required": [
          "type",
          "runOutputName"
         ],
         "since": "2019-02-01-preview",
         "properties": {
          "uri": {
           "type": "string",
           "since": "2022-07-01"
          }
         }
        },
        "managedImage": {
         "type": "object",
         "required": [
          "type",
          "runOutputName",
          "imageId",
          "location"
         ],
         "until": "2018-02-01-preview",
         "properties": {
          "imageId": {
           "type": "string"
          },
          "location": {
           "type": "string"
          }
         }
        },
        "sharedImage": {
         "type": "object",
         "required": [
          "type",
          "runOutputName",
          "galleryImageId",
          "replicationRegions"
         ],
         "until": "2018-02-01-preview",
         "properties": {
          "galleryImageId": {
           "type": "string"
          },
          "replicationRegions": {
           "type": "array",
           "items": {
            "type": "string"
           }
          }
         }
        }
       }
      }
     },
     "errorHandling": {
      "type": "object",
      "since": "2023-07-01",
      "properties": {
       "onCustomizerError": {
        "type": "string",
        "open": True,
        "values": {
         "cleanup": {},
         "abort": {}
        }
       },
       "onValidationError": {
        "type": "string",
        "open": True,
        "values": {
         "cleanup": {},
         "abort": {}
        }
       }
      }
     },
     "vmProfile": {
      "type": "object",
      "since": "2019-05-01-preview",
      "properties": {
       "vmSize": {
        "type": "string",
        "aliases": [
         "VM_size",
         "size"
        ]
       },
       "osDiskSizeGB": {
        "type": "integer",
        "minimum": 0,
        "since": "2020-02-14"
       },
       "vnetConfig": {
        "type": "object",
        "aliases": [
         "VirtualNetworkConfig"
        ],
        "since": "2020-02-14",
        "properties": {
         "subnetId": {
          "type": "string",
          "aliases": [
           "subnetName",
           "resourceGroupName",
           "name"
          ]
         },
         "containerInstanceSubnetId": {
          "type": "string",
          "since": "2024-02-01"
         },
         "proxyVmSize": {
          "type": "string",
          "since": "2021-10-01"
         }
        }
       },
       "userAssignedIdentities": {
        "type": "array",
        "since": "2021-10-01",
        "items": {
         "type": "string"
        }
       }
      }
     },
     "buildTimeoutInMinutes": {
      "type": "integer",
      "minimum": 0,
      "maximum": 960,
      "since": "2019-05-01-preview"
     },
     "stagingResourceGroup": {
      "type": "string",
      "since": "2022-02-14"
     },
     "managedResourceTags": {
      "type": "object",
      "since": "2024-02-01",
      "additionalProperties": {
       "type": "string"
      }
     },
     "autoRun": {
      "type": "object",
      "since": "2024-02-01",
      "properties": {
       "state": {
        "type": "string",
        "values": {
         "Enabled": {},
         "Disabled": {}
        }
       }
      }
     },
     "additionalDataDisks": {
      "type": "array",
      "since": "2025-10-01",
      "items": {
       "type": "object",
       "properties": {
        "sizeGB": {
         "type": "integer",
         "minimum": 0,
         "aliases": [
          "diskSizeGB",
          "size"
         ]
        }
       }
      }
     },
     "provisioningState": {
      "type": "string",
      "readOnly": True,
      "values": {
       "Creating": {},
       "Updating": {
        "since": "2019-05-01-preview"
       },
       "Succeeded": {},
       "Failed": {},
       "Deleting": {},
       "Canceled": {
        "since": "2022-07-01"
       }
      },
      "before": {
       "2019-05-01-preview": {
        "open": True
       }
      }
     },
     "provisioningError": {
      "type": "object",
      "readOnly": True,
      "properties": {
       "provisioningErrorCode": {
        "type": "string",
        "open": True,
        "values": {
         "BadSourceType": {},
         "BadPIRSource": {},
         "BadManagedImageSource": {
          "since": "2019-02-01-preview"
         },
         "BadSharedImageVersionSource": {
          "since": "2019-05-01-preview"
         },
         "BadISOSource": {
          "until": "2019-05-01-preview"
         },
         "BadCustomizerType": {},
         "UnsupportedCustomizerType": {
          "since": "2019-02-01-preview"
         },
         "NoCustomizerShellScript": {
          "until": "2018-02-01-preview"
         },
         "NoCustomizerScript": {
          "since": "2019-02-01-preview"
         },
         "BadValidatorType": {
          "since": "2022-02-14"
         },
         "UnsupportedValidatorType": {
          "since": "2022-02-14"
         },
         "NoValidatorScript": {
          "since": "2022-02-14"
         },
         "BadDistributeType": {
          "since": "2019-02-01-preview"
         },
         "BadSharedImageDistribute": {
          "since": "2019-02-01-preview"
         },
         "BadStagingResourceGroup": {
          "since": "2022-02-14"
         },
         "ServerError": {},
         "Other": {}
        }
       },
       "message": {
        "type": "string"
       }
      }
     },
     "lastRunStatus": {
      "type": "object",
      "readOnly": True,
      "properties": {
       "startTime": {
        "type": "string"
       },
       "endTime": {
        "type": "string"
       },
       "runState": {
        "type": "string",
        "values": {
         "ready": {
          "until": "2018-02-01-preview"
         },
         "running": {
          "until": "2018-02-01-preview"
         },
         "succeeded": {
          "until": "2018-02-01-preview"
         },
         "partiallySucceeded": {
          "until": "2018-02-01-preview"
         },
         "failed": {
          "until": "2018-02-01-preview"
         },
         "Running": {
          "since": "2019-02-01-preview"
         },
         "Succeeded": {
          "since": "2019-02-01-preview"
         },
         "PartiallySucceeded": {
          "since": "2019-02-01-preview"
         },
         "Failed": {
          "since": "2019-02-01-preview"
         },
         "Canceling": {
          "since": "2020-02-14"
         },
         "Canceled": {
          "since": "2020-02-14"
         }
        },
        "before": {
         "2019-05-01-preview": {
          "open": True
         }
        }
       },
       "runSubState": {
        "type": "string",
        "values": {
         "queued": {
          "until": "2018-02-01-preview"
         },
         "building": {
          "until": "2018-02-01-preview"
         },
         "customizing": {
          "until": "2018-02-01-preview"
         },
         "distributing": {
          "until": "2018-02-01-preview"
         },
         "Queued": {
          "since": "2019-02-01-preview"
         },
         "Building": {
          "since": "2019-02-01-preview"
         },
         "Customizing": {
          "since": "2019-02-01-preview"
         },
         "Optimizing": {
          "since": "2022-07-01"
         },
         "Validating": {
          "since": "2022-02-14"
         },
         "Distributing": {
          "since": "2019-02-01-preview"
         }
        },
        "before": {
         "2019-05-01-preview": {
          "open": True
         }
        }
       },
       "message": {
        "type": "string"
       }
      }
     },
     "exactStagingResourceGroup": {
      "type": "string",
      "readOnly": True,
      "since": "2022-02-14"
     }
    }
   }
  },
  "envelope": {
   "resource": [
    "apiProfile",
    "asserts",
    "comments",
    "condition",
    "copy",
    "dependsOn",
    "existing",
    "extendedLocation",
    "import",
    "kind",
    "managedBy",
    "metadata",
    "plan",
    "resources",
    "scope",
    "sku",
    "zones"
   ],
   "bare": [
    "$schema",
    "dependsOn",
    "metadata"
   ]
  }
 },
 "imageTemplates/triggers": {
  "type": "object",
  "required": [
   "name"
  ],
  "since": "2022-07-01",
  "properties": {
   "id": {
    "type": "string",
    "readOnly": True
   },
   "name": {
    "type": "string",
    "pattern": "^[A-Za-z0-9-_.]{1,64}$"
   },
   "type": {
    "type": "string",
    "readOnly": True,
    "free": True,
    "values": {
     "Microsoft.VirtualMachineImages/imageTemplates/triggers": {}
    }
   },
   "apiVersion": {
    "type": "string",
    "readOnly": True,
    "free": True
   },
   "properties": {
    "type": "object",
    "required": [
     "kind"
    ],
    "discriminator": "kind",
    "properties": {
     "kind": {
      "type": "string"
     },
     "status": {
      "type": "object",
      "readOnly": True,
      "properties": {
       "code": {
        "type": "string",
        "readOnly": True
       },
       "message": {
        "type": "string",
        "readOnly": True
       },
       "time": {
        "type": "string",
        "readOnly": True
       }
      }
     },
     "provisioningState": {
      "type": "string",
      "readOnly": True,
      "values": {
       "Creating": {},
       "Updating": {
        "since": "2019-05-01-preview"
       },
       "Succeeded": {},
       "Failed": {},
       "Deleting": {},
       "Canceled": {
        "since": "2022-07-01"
       }
      },
      "before": {
       "2019-05-01-preview": {
        "open": True
       }
      }
     }
    },
    "types": {
     "SourceImage": {
      "type": "object",
      "required": [
       "kind"
      ],
      "properties": {}
     }
    }
   },
   "systemData": {
    "type": "object",
    "readOnly": True,
    "properties": {
     "createdBy": {
      "type": "string"
     },
     "createdByType": {
      "type": "string",
      "open": True,
      "values": {
       "User": {},
       "Application": {},
       "ManagedIdentity": {},
       "Key": {}
      }
     },
     "createdAt": {
      "type": "string"
     },
     "lastModifiedBy": {
      "type": "string"
     },
     "lastModifiedByType": {
      "type": "string",
      "open": True,
      "values": {
       "User": {},
       "Application": {},
       "ManagedIdentity": {},
       "Key": {}
      }
     },
     "lastModifiedAt": {
      "type": "string"
     }
    }
   }
  },
  "envelope": {
   "resource": [
    "location",
    "tags",
    "apiProfile",
    "comments",
    "condition",
    "copy",
    "dependsOn",
    "existing",
    "metadata",
    "resources",
    "scope",
    "asserts",
    "import"
   ]
  }
 }
}
